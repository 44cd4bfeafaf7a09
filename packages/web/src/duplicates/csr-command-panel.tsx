import { Paper, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CommandBlock } from "../csr/command-block.tsx";

/** What a key and its CSR are made with: RSA with 2048 bits, or ECDSA on P-256. */
export type KeyType = "RSA" | "EC";

interface CsrCommandPanelProps {
  command: string;
  keyType: KeyType;
  onKeyType: (keyType: KeyType) => void;
  platformName: string;
}

/** The command that makes a new key and a CSR for just this duplicate, to copy. */
export function CsrCommandPanel({ command, keyType, onKeyType, platformName }: CsrCommandPanelProps) {
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
        <SegmentedControl
          size="xs"
          aria-label={t("duplicate.keyType")}
          value={keyType}
          onChange={(value) => onKeyType(value as KeyType)}
          data={[
            { value: "RSA", label: t("duplicate.keyRsa") },
            { value: "EC", label: t("duplicate.keyEc") },
          ]}
        />
        <CommandBlock command={command} />
        <Text size="xs" c="dimmed">
          {t("duplicate.commandKey")}
        </Text>
      </Stack>
    </Paper>
  );
}
