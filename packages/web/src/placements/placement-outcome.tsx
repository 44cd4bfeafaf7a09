import { Alert, Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CsrFaultList } from "../csr/csr-fault-list.tsx";
import { OutcomeBox } from "../forms/outcome-box.tsx";
import { orderRefusalWords } from "../words/order-refusal-words.ts";
import { ReasonList } from "../words/reason-list.tsx";
import type { PlacementOutcome as Outcome } from "./use-placement.ts";

interface PlacementOutcomeProps {
  outcome: Outcome;
  command: string;
  onSubmit: () => void;
}

/** Why there is no order, and what to do about it. */
export function PlacementOutcome({ outcome, command, onSubmit }: PlacementOutcomeProps) {
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
  if (outcome !== "NO_ANSWER" && outcome.__typename === "OrderRefused")
    return (
      <Alert color="red" title={t("placement.refused")}>
        <ReasonList
          reasons={outcome.reasons.map((reason) => ({
            key: `${reason.code} ${reason.subject}`,
            ...orderRefusalWords(t, reason),
            link:
              reason.code === "ORGANIZATION_INCOMPLETE" && reason.url
                ? { to: reason.url, label: t("order.complete", { subject: reason.subject }) }
                : null,
          }))}
        />
      </Alert>
    );
  const code = outcome === "NO_ANSWER" ? outcome : outcome.__typename;
  return (
    <Alert color="red" title={t(`placement.problem.${code}.title`)}>
      <Text size="sm">{t(`placement.problem.${code}.remedy`)}</Text>
    </Alert>
  );
}
