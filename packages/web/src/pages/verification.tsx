import { useApolloClient, useSuspenseQuery } from "@apollo/client/react";
import { Alert, Group, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { NotFound } from "../app/not-found.tsx";
import { WayBack } from "../app/way-back.tsx";
import { graphql } from "../gql/index.ts";
import { TimeText } from "../ui/date-text.tsx";
import { usePoll } from "../ui/use-poll.ts";
import { AddEvidence } from "../verifications/add-evidence.tsx";
import { VerificationDecision } from "../verifications/verification-decision.tsx";
import { VerificationDetails } from "../verifications/verification-details.tsx";
import { VerificationEvidence } from "../verifications/verification-evidence.tsx";
import { StatusBadge } from "../words/status-badge.tsx";

const query = graphql(`
  query VerificationPage($id: ID!) {
    verification(id: $id) {
      id
      kind
      state
      decidedAt
      decidedBy {
        id
        name
      }
      reason
      details {
        legalName
      }
      ...VerificationDecision_verification
      ...VerificationDetails_verification
      ...VerificationEvidence_verification
      ...AddEvidence_verification
    }
  }
`);

/** `/verifications/:id`: a case about an organization, for the specialists who collect evidence and decide. */
export function Verification() {
  const { id = "" } = useParams();
  return <Shown key={id} id={id} />;
}

function Shown({ id }: { id: string }) {
  const { t } = useTranslation();
  const client = useApolloClient();
  const variables = { id };
  const { data } = useSuspenseQuery(query, { variables, fetchPolicy: "cache-and-network" });
  const { verification } = data;
  const isOpen = verification?.state === "SUBMITTED" || verification?.state === "COLLECTED";
  const end = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    // the dialog that decided it had the focus, and is gone
    if (wasOpen.current && !isOpen && document.activeElement === document.body) end.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  // A colleague may be at work on it, too.
  usePoll(() => client.query({ query, variables, fetchPolicy: "network-only" }), isOpen ? 15_000 : null);
  if (!verification) return <NotFound title={t("verification.notFound")} hint={t("proofs.notFoundHint")} />;
  const { state, decidedAt, decidedBy, reason } = verification;
  const title = t("verification.of", { name: verification.details.legalName });
  return (
    <Stack gap="md">
      <title>{`${title} · ${t("app.name")}`}</title>
      <div>
        <Group gap="sm">
          <Title order={1}>{title}</Title>
          <StatusBadge of="verification" status={state} />
        </Group>
        <Text c="dimmed">{t(verification.kind === "OV" ? "proofs.ov" : "proofs.ev")}</Text>
        <WayBack to="verifications" />
        <div ref={end} aria-live="polite" tabIndex={-1} style={{ outline: "none" }}>
          {(state === "VALIDATED" || state === "DECLINED" || state === "CANCELED") && (
            <Alert mt="md" color={state === "VALIDATED" ? "teal" : "gray"} title={t(`verification.ends.${state}`)}>
              {decidedAt && <TimeText at={decidedAt} />}
              {decidedBy && ` · ${decidedBy.name}`}
              {reason && <Text size="sm">{reason}</Text>}
            </Alert>
          )}
        </div>
      </div>
      {isOpen && <VerificationDecision verification={verification} />}
      <VerificationDetails verification={verification} />
      <VerificationEvidence verification={verification} />
      {state === "SUBMITTED" && <AddEvidence verification={verification} />}
    </Stack>
  );
}
