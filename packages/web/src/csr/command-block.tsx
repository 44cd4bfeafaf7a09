import { ScrollArea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CopyBlock } from "../ui/copy-text.tsx";

/** A command to copy; one with very many names scrolls instead of pushing everything else down. */
export function CommandBlock({ command }: { command: string }) {
  const { t } = useTranslation();
  return (
    <ScrollArea.Autosize mah={280} type="auto">
      <CopyBlock value={command} of={t("csr.command")} />
    </ScrollArea.Autosize>
  );
}
