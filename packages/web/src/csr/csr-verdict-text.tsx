import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconShieldX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CommandBlock } from "./command-block.tsx";
import { CsrFaultList } from "./csr-fault-list.tsx";
import type { CsrJudgement } from "./use-csr-judgement.ts";

interface CsrVerdictTextProps {
  judgement: CsrJudgement;
  newKeyCommand: string;
  onClear: () => void;
}

/** Whether a CSR can be used, and if not, everything that is in the way and what to do about each. */
export function CsrVerdictText({ judgement, newKeyCommand, onClear }: CsrVerdictTextProps) {
  const { t } = useTranslation();
  const { verdict, faults, askAgain } = judgement;
  switch (verdict) {
    case "EMPTY":
      return null;
    case "READING":
      return <Busy text={t("csr.reading")} />;
    case "ASKING":
      return <Busy text={t(judgement.verifiedHere ? "csr.asking" : "csr.askingSignature")} />;
    case "GOOD":
      return (
        <Alert color="teal" icon={<IconCircleCheck aria-hidden />} title={t("csr.good")} py="xs">
          {null}
        </Alert>
      );
    case "UNREACHABLE":
      return (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          <Text size="sm">{t("csr.unreachable")}</Text>
          <Button variant="default" size="xs" mt="xs" onClick={askAgain}>
            {t("csr.askAgain")}
          </Button>
        </Alert>
      );
    case "PRIVATE_KEY":
      return <PrivateKey newKeyCommand={newKeyCommand} onClear={onClear} />;
    case "FAULTY":
      return <CsrFaultList faults={faults} newKeyCommand={newKeyCommand} />;
  }
}

function Busy({ text }: { text: string }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Loader size="xs" aria-hidden />
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    </Group>
  );
}

function PrivateKey({ newKeyCommand, onClear }: { newKeyCommand: string; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" icon={<IconShieldX aria-hidden />} title={t("csr.privateKey.title")}>
      <Stack gap="xs">
        <Text size="sm">{t("csr.privateKey.kept")}</Text>
        <Text size="sm">{t("csr.privateKey.next")}</Text>
        <CommandBlock command={newKeyCommand} />
        <div>
          <Button color="red" size="xs" onClick={onClear}>
            {t("csr.privateKey.clear")}
          </Button>
        </div>
      </Stack>
    </Alert>
  );
}
