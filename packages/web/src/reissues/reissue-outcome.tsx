import { Alert, Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CsrFaultList } from "../csr/csr-fault-list.tsx";
import { OutcomeBox } from "../forms/outcome-box.tsx";
import { ReissueRefusals } from "../words/reissue-refusals.tsx";
import type { ReissueOutcome as Outcome } from "./use-reissue.ts";

interface ReissueOutcomeProps {
  outcome: Outcome;
  command: string;
  onSubmit: () => void;
}

/** Why there is no request, and what to do about it. */
export function ReissueOutcome({ outcome, command, onSubmit }: ReissueOutcomeProps) {
  const { t } = useTranslation();
  const name = outcome === "NO_ANSWER" ? outcome : outcome.__typename;
  return (
    <OutcomeBox outcome={outcome}>
      <Explained outcome={outcome} command={command} />
      {name === "SecondPersonRequired" && (
        <Button variant="default" mt="sm" onClick={onSubmit}>
          {t("duplicate.submitOnly")}
        </Button>
      )}
    </OutcomeBox>
  );
}

function Explained({ outcome, command }: { outcome: Outcome; command: string }) {
  const { t } = useTranslation();
  if (outcome !== "NO_ANSWER" && outcome.__typename === "CsrRejected")
    return <CsrFaultList faults={outcome.faults} newKeyCommand={command} />;
  if (outcome !== "NO_ANSWER" && outcome.__typename === "ReissueRefused")
    return (
      <Alert color="red" title={t("reissue.refused")}>
        <ReissueRefusals refusals={outcome.reasons} />
      </Alert>
    );
  const code = outcome === "NO_ANSWER" ? outcome : outcome.__typename;
  return (
    <Alert color="red" title={t(`duplicate.problem.${code}.title`)}>
      <Text size="sm">{t(`duplicate.problem.${code}.remedy`)}</Text>
    </Alert>
  );
}
