import { serverPlatforms } from "@duplicert/shared/server-platforms";
import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The software of the server that a certificate is for. */
export function PlatformField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      label={t("duplicate.platform")}
      description={t("duplicate.platformHint")}
      data={serverPlatforms.map(({ id, name }) => ({
        value: id,
        label: id === "other" ? t("duplicate.otherPlatform") : name,
      }))}
      value={value}
      onChange={(id) => id && onChange(id)}
      allowDeselect={false}
      searchable
      nothingFoundMessage={t("duplicate.noPlatform")}
    />
  );
}
