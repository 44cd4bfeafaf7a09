import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CopyCommand } from "../ui/copy-block.tsx";
import { CopyText } from "../ui/copy-text.tsx";
import { Facts } from "../ui/facts.tsx";

/** A file to put on the domain's web server, how to make it there, and how to see that it is there. */
export function FileInstruction({ url, path, value }: { url: string; path: string; value: string }) {
  const { t } = useTranslation();
  const file = path.replace(/^\//, "");
  const folder = file.slice(0, file.lastIndexOf("/"));
  const make = `mkdir -p ${folder}\nprintf %s ${value} > ${file}`;
  return (
    <Stack gap="md">
      <Facts
        facts={[
          [t("domain.fileUrl"), <CopyText key="url" value={url} of={t("domain.fileUrl")} />],
          [t("domain.fileContent"), <CopyText key="value" value={value} of={t("domain.fileContent")} />],
        ]}
      />
      <div>
        <Text size="sm" mb={4}>
          {t("domain.makeFile")}
        </Text>
        <CopyCommand value={make} of={t("domain.makeFile")} />
      </div>
      <div>
        <Text size="sm" mb={4}>
          {t("domain.testFile")}
        </Text>
        <CopyCommand value={`curl -sS ${url}`} of={t("domain.testFile")} />
      </div>
      <Text size="sm" c="dimmed">
        {t("domain.fileRules")}
      </Text>
    </Stack>
  );
}
