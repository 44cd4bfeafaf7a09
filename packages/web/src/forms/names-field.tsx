import { Select, Stack, TagsInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface NamesFieldProps {
  hint: string;
  names: string[];
  commonName: string;
  onChange: (names: string[], commonName: string) => void;
  error: ReactNode;
}

/** DNS names to write, one after the other or a whole list at once, and which of them is the common name. */
export function NamesField({ hint, names, commonName, onChange, error }: NamesFieldProps) {
  const { t } = useTranslation();
  const choose = (written: string[]) => {
    const chosen = [...new Set(written.map((name) => name.trim().replace(/\.$/, "").toLowerCase()).filter(Boolean))];
    onChange(chosen, chosen.includes(commonName) ? commonName : (chosen[0] ?? ""));
  };
  return (
    <Stack gap="sm">
      <TagsInput
        label={t("forms.names")}
        description={hint}
        placeholder={names.length === 0 ? "www.example.com" : t("forms.addName")}
        value={names}
        onChange={choose}
        splitChars={[",", " ", ";", "\n"]}
        acceptValueOnBlur
        error={error}
        required
        withAsterisk={false}
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
      />
      {names.length > 1 && (
        <Select
          label={t("duplicate.commonName")}
          description={t("forms.commonNameHint")}
          data={names}
          value={names.includes(commonName) ? commonName : null}
          onChange={(name) => name && onChange(names, name)}
          allowDeselect={false}
          searchable={names.length > 12}
          maw={420}
        />
      )}
    </Stack>
  );
}
