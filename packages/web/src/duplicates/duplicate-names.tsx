import { Anchor, Checkbox, Group, Input, ScrollArea, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

interface DuplicateNamesProps {
  /** The names of the certificate that is duplicated: the only ones to choose from. */
  names: string[];
  chosen: string[];
  commonName: string;
  onChange: (chosen: string[], commonName: string) => void;
  error: ReactNode;
}

/** Which of the names the duplicate holds, and which of them is the common name. */
export function DuplicateNames({ names, chosen, commonName, onChange, error }: DuplicateNamesProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState("");
  const shown = names.filter((name) => name.includes(filter.trim().toLowerCase()));
  // In the order of the certificate, whatever the order of the clicks; a common name that was left out passes on.
  const choose = (wanted: string[]) => {
    const kept = names.filter((name) => wanted.includes(name));
    onChange(kept, kept.includes(commonName) ? commonName : (kept[0] ?? commonName));
  };
  if (names.length === 1) {
    return (
      <Input.Wrapper label={t("duplicate.names")} description={t("duplicate.onlyName")} labelElement="div">
        <Text size="sm" fw={600} mt={4} style={{ overflowWrap: "anywhere" }}>
          {names[0]}
        </Text>
      </Input.Wrapper>
    );
  }
  return (
    <Stack gap="sm">
      <Checkbox.Group
        label={t("duplicate.names")}
        description={t("duplicate.namesHint")}
        value={chosen}
        onChange={choose}
        error={error}
        required
        withAsterisk={false}
      >
        <Stack gap="xs" mt="xs">
          {names.length > 12 && (
            <TextInput
              size="xs"
              maw={320}
              aria-label={t("duplicate.filterNames")}
              placeholder={t("duplicate.filterNames")}
              value={filter}
              onChange={(event) => setFilter(event.currentTarget.value)}
            />
          )}
          <ScrollArea.Autosize mah={260} type="auto" offsetScrollbars="y">
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" verticalSpacing="xs">
              {shown.map((name) => (
                <Checkbox key={name} value={name} label={name} styles={{ label: { overflowWrap: "anywhere" } }} />
              ))}
            </SimpleGrid>
          </ScrollArea.Autosize>
          <Group gap="md">
            <Text size="xs" c="dimmed">
              {t("duplicate.chosenNames", { chosen: chosen.length, of: names.length })}
            </Text>
            {chosen.length < names.length ? (
              <Anchor component="button" type="button" size="xs" onClick={() => choose(names)}>
                {t("duplicate.allNames")}
              </Anchor>
            ) : (
              <Anchor component="button" type="button" size="xs" onClick={() => choose([])}>
                {t("duplicate.noNames")}
              </Anchor>
            )}
          </Group>
        </Stack>
      </Checkbox.Group>
      <Select
        label={t("duplicate.commonName")}
        description={t("duplicate.commonNameHint")}
        data={chosen}
        value={chosen.includes(commonName) ? commonName : null}
        onChange={(name) => name && onChange(chosen, name)}
        allowDeselect={false}
        disabled={chosen.length === 0}
        searchable={chosen.length > 12}
        maw={420}
      />
    </Stack>
  );
}
