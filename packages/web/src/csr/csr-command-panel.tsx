import { CsrTool } from "@duplicert/shared/csr-command";
import { KeyChoice, keyKinds } from "@duplicert/shared/key-choices";
import { Paper, Select, Stack, Tabs, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CommandBlock } from "./command-block.tsx";

interface CsrCommandPanelProps {
  command: string;
  tool: CsrTool;
  onTool: (tool: CsrTool) => void;
  keyChoice: KeyChoice;
  onKeyChoice: (keyChoice: KeyChoice) => void;
  platformName: string;
}

const toolNames: Record<CsrTool, string> = { OPENSSL: "openssl", POWERSHELL: "PowerShell", KEYTOOL: "keytool" };

/** The command that makes a new key and a CSR for just this certificate, to copy, for each tool. */
export function CsrCommandPanel(props: CsrCommandPanelProps) {
  const { command, tool, onTool, keyChoice, onKeyChoice, platformName } = props;
  const { t } = useTranslation();
  return (
    <Paper component="section" bg="#fbfcfc" aria-label={t("duplicate.command")}>
      <Stack gap="sm">
        <div>
          <Title order={3}>{t("duplicate.command")}</Title>
          <Text size="sm" c="dimmed">
            {t("duplicate.commandHint", { platform: platformName })}
          </Text>
        </div>
        <Select
          size="xs"
          label={t("keys.kind")}
          data={Object.values(KeyChoice).map((value) => ({ value, label: keyKinds[value].name }))}
          value={keyChoice}
          onChange={(value) => value && onKeyChoice(value as KeyChoice)}
          allowDeselect={false}
          maw={200}
        />
        <Tabs value={tool} onChange={(value) => value && onTool(value as CsrTool)} keepMounted={false}>
          <Tabs.List aria-label={t("duplicate.tool")} mb="sm">
            {Object.values(CsrTool).map((value) => (
              <Tabs.Tab key={value} value={value}>
                {toolNames[value]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tool}>
            <CommandBlock command={command} />
            <Text size="xs" c="dimmed" mt="sm">
              {t(`duplicate.commandKey.${tool}`)}
            </Text>
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </Paper>
  );
}
