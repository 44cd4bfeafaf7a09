import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { CsrFaultList } from "./csr-fault-list.tsx";
import { foundText } from "./found-text.ts";
import type { CsrJudgement } from "./use-csr-judgement.ts";

interface CsrVerdictTextProps {
  judgement: CsrJudgement;
  newKeyCommand: string;
}

/** Whether a CSR can be used, and if not, everything that is in the way and what to do about each. */
export function CsrVerdictText({ judgement, newKeyCommand }: CsrVerdictTextProps) {
  const { t } = useTranslation();
  const { verdict, faults, askAgain } = judgement;
  switch (verdict) {
    case "EMPTY":
    // taken out of the field, and reported, before anyone could read about it here
    case "PRIVATE_KEY":
      return null;
    case "READING":
      return <Busy text={t("csr.reading")} />;
    case "ASKING":
      return <Busy text={t(judgement.verifiedHere ? "csr.asking" : "csr.askingSignature")} />;
    case "GOOD":
      return (
        <Stack gap="xs">
          <Alert color="teal" icon={<IconCircleCheck aria-hidden />} title={t("csr.good")} py="xs">
            {null}
          </Alert>
          {judgement.warnings.map(({ code, found }) => (
            <Alert key={code} color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t("csr.warning")}>
              {found ? t(`fault.${code}.found`, { found: foundText(t, found) }) : t(`fault.${code}.message`)}{" "}
              {t("csr.warningHint")}
            </Alert>
          ))}
        </Stack>
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
