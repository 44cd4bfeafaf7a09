import { Alert, Button, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { ContentChanges } from "../content/content-changes.tsx";
import { CsrFaultList } from "../csr/csr-fault-list.tsx";
import { RefusalList } from "../words/refusal-list.tsx";
import type { Outcome } from "./use-duplicate-request.ts";
import type { PreviewedContent } from "./use-preview.ts";

interface DuplicateOutcomeProps {
  outcome: Outcome;
  command: string;
  /** The content that was held to. */
  shown: PreviewedContent | null;
  onSubmit: () => void;
  onConfirm: (content: PreviewedContent) => void;
}

/** Why there is no request, and what to do about it; it takes the focus, as it stands below what was filled in. */
export function DuplicateOutcome({ outcome, command, shown, onSubmit, onConfirm }: DuplicateOutcomeProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each outcome is read out, also when it is like the last one
  useEffect(() => box.current?.focus(), [outcome]);
  return (
    <div ref={box} tabIndex={-1} role="alert" style={{ outline: "none" }}>
      {outcome.__typename === "ContentChanged" ? (
        <ContentChanges before={shown} after={outcome.content}>
          <Button onClick={() => onConfirm(outcome.content)}>{t("content.requestThis")}</Button>
        </ContentChanges>
      ) : (
        <Explained outcome={outcome} command={command} />
      )}
      {outcome.__typename === "SecondPersonRequired" && (
        <Button variant="default" mt="sm" onClick={onSubmit}>
          {t("duplicate.submitOnly")}
        </Button>
      )}
    </div>
  );
}

type Explainable = Exclude<Outcome, { __typename: "ContentChanged" }>;

function Explained({ outcome, command }: { outcome: Explainable; command: string }) {
  const { t } = useTranslation();
  switch (outcome.__typename) {
    case "CsrRejected":
      return <CsrFaultList faults={outcome.faults} newKeyCommand={command} />;
    case "DuplicateRefused":
      return (
        <Alert color="red" title={t("duplicate.refused")}>
          <RefusalList refusals={outcome.reasons} />
        </Alert>
      );
    case "OrderNotFound":
    case "NotPermitted":
    case "SecondPersonRequired":
    case "IdempotencyKeyReused":
    case "NO_ANSWER":
      return (
        <Alert color="red" title={t(`duplicate.problem.${outcome.__typename}.title`)}>
          <Text size="sm">{t(`duplicate.problem.${outcome.__typename}.remedy`)}</Text>
        </Alert>
      );
  }
}
