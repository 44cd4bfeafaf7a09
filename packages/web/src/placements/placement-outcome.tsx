import { Alert, Button, List, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CsrFaultList } from "../csr/csr-fault-list.tsx";
import { orderRefusalWords } from "../words/order-refusal-words.ts";
import type { PlacementOutcome as Outcome } from "./use-placement.ts";

interface PlacementOutcomeProps {
  outcome: Outcome;
  command: string;
  onSubmit: () => void;
}

/** Why there is no order, and what to do about it; it takes the focus, as it stands below what was filled in. */
export function PlacementOutcome({ outcome, command, onSubmit }: PlacementOutcomeProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each outcome is read out, also when it is like the last one
  useEffect(() => box.current?.focus(), [outcome]);
  const name = outcome === "NO_ANSWER" ? outcome : outcome.__typename;
  return (
    <div ref={box} tabIndex={-1} role="alert" style={{ outline: "none" }}>
      <Explained outcome={outcome} command={command} />
      {name === "SecondPersonRequired" && (
        <Button variant="default" mt="sm" onClick={onSubmit}>
          {t("duplicate.submitOnly")}
        </Button>
      )}
    </div>
  );
}

function Explained({ outcome, command }: { outcome: Outcome; command: string }) {
  const { t } = useTranslation();
  if (outcome !== "NO_ANSWER" && outcome.__typename === "CsrRejected")
    return <CsrFaultList faults={outcome.faults} newKeyCommand={command} />;
  if (outcome !== "NO_ANSWER" && outcome.__typename === "OrderRefused")
    return (
      <Alert color="red" title={t("placement.refused")}>
        <List size="sm" spacing="xs" listStyleType={outcome.reasons.length === 1 ? "none" : "disc"}>
          {outcome.reasons.map((reason) => {
            const { message, remedy } = orderRefusalWords(t, reason);
            return (
              <List.Item key={`${reason.code} ${reason.subject}`}>
                <Text size="sm" fw={600}>
                  {message}
                </Text>
                <Text size="sm">{remedy}</Text>
              </List.Item>
            );
          })}
        </List>
      </Alert>
    );
  const code = outcome === "NO_ANSWER" ? outcome : outcome.__typename;
  return (
    <Alert color="red" title={t(`placement.problem.${code}.title`)}>
      <Text size="sm">{t(`placement.problem.${code}.remedy`)}</Text>
    </Alert>
  );
}
