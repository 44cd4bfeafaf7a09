import { useTranslation } from "react-i18next";
import { CopyCommand } from "../ui/copy-block.tsx";

/** A command to copy. */
export function CommandBlock({ command }: { command: string }) {
  const { t } = useTranslation();
  return <CopyCommand value={command} of={t("csr.command")} />;
}
