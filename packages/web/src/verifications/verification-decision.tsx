import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { IconCheck, IconCircleDashed } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";
import { VerificationRefusals } from "../words/verification-refusals.tsx";
import { DecideDialog } from "./decide-dialog.tsx";
import { useVerificationStep } from "./use-verification-step.ts";

const fragment = graphql(`
  fragment VerificationDecision_verification on OrganizationVerification {
    id
    state
    needed
    missing
    secondPersonRequired
  }
`);

/** What has to be shown, what is there, and what to do next: complete, validate or decline. */
export function VerificationDecision({ verification: from }: { verification: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: verification } = useSuspenseFragment({ fragment, from });
  const { id, state, needed, missing, secondPersonRequired } = verification;
  const { step, taking, outcome } = useVerificationStep(id);
  const [asked, setAsked] = useState<"VALIDATE" | "DECLINE" | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome) box.current?.focus();
  }, [outcome]);
  const complete = async () => {
    // the button that had the focus is gone then
    if (await step("COMPLETE", "")) top.current?.focus();
  };
  const next = state === "COLLECTED" ? "nextDecide" : missing.length > 0 ? "nextMissing" : "nextComplete";
  return (
    <Section title={t("verification.next")} lead={t(`verification.${next}`)}>
      <Stack gap="md" ref={top} tabIndex={-1} style={{ outline: "none" }}>
        <List size="sm" spacing={6} listStyleType="none" aria-label={t("verification.needed")}>
          {needed.map((subject) => {
            const isMissing = missing.includes(subject);
            const Icon = isMissing ? IconCircleDashed : IconCheck;
            return (
              <List.Item key={subject} icon={<Icon size={16} aria-hidden color={isMissing ? "#6f4400" : "#14532d"} />}>
                {t(`verification.subjects.${subject}`)}{" "}
                <Text span inherit c="dimmed">
                  ({t(isMissing ? "verification.notShown" : "verification.shown")})
                </Text>
              </List.Item>
            );
          })}
        </List>
        {secondPersonRequired && (
          <Alert color="blue" title={t("verification.secondPerson")}>
            {t("verification.secondPersonHint")}
          </Alert>
        )}
        <div ref={box} tabIndex={-1} role="alert" style={{ outline: "none" }}>
          {outcome?.__typename === "VerificationRefused" && (
            <Alert color="red" title={t("verification.refused")}>
              <VerificationRefusals refusals={outcome.reasons} />
            </Alert>
          )}
          {outcome && outcome.__typename !== "VerificationRefused" && (
            <Alert color="red">{t(`verification.problem.${outcome.__typename}`)}</Alert>
          )}
        </div>
        <Group gap="sm">
          {state === "SUBMITTED" && (
            <Button disabled={missing.length > 0} loading={taking} onClick={() => void complete()}>
              {t("verification.complete")}
            </Button>
          )}
          {state === "COLLECTED" && (
            <Button disabled={secondPersonRequired || missing.length > 0} onClick={() => setAsked("VALIDATE")}>
              {t("verification.validate")}
            </Button>
          )}
          <Button variant="default" c="red.8" onClick={() => setAsked("DECLINE")}>
            {t("verification.decline")}
          </Button>
        </Group>
      </Stack>
      {asked && <DecideDialog id={id} verb={asked} onClose={() => setAsked(null)} />}
    </Section>
  );
}
