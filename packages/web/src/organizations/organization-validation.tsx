import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { submissionRefusals } from "@duplicert/shared/organization-refusals";
import { Alert, Button, List, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { OrganizationProofKind, OrganizationValidation_OrganizationFragment } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";
import { organizationRefusalWords } from "../words/organization-refusal-words.ts";
import { OrganizationState } from "./organization-state.tsx";
import { useSubmitOrganization } from "./use-submit-organization.ts";
import { VerificationSummary } from "./verification-summary.tsx";

const fragment = graphql(`
  fragment OrganizationValidation_organization on Organization {
    id
    legalName
    streetAddress
    locality
    stateOrProvince
    postalCode
    country
    registrationNumber
    businessCategory
    jurisdictionCountry
    contacts {
      id
      phone
    }
    ovNow: validation(kind: OV) {
      status
    }
    evNow: validation(kind: EV) {
      status
    }
    verifications {
      id
      kind
      state
      ...VerificationSummary_verification
    }
    ...OrganizationState_organization
  }
`);

/** OV and EV, each with its state, what is being done, and how to have it validated. */
export function OrganizationValidation({ organization: from }: { organization: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: organization } = useSuspenseFragment({
    fragment,
    fragmentName: "OrganizationValidation_organization",
    from,
  });
  return (
    <Section title={t("proofs.state")} lead={t("organization.validationLead")}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <OneKind organization={organization} kind="OV" />
        <OneKind organization={organization} kind="EV" />
      </SimpleGrid>
    </Section>
  );
}

interface KindProps {
  organization: OrganizationValidation_OrganizationFragment;
  kind: OrganizationProofKind;
}

function OneKind({ organization, kind }: KindProps) {
  const { t } = useTranslation();
  const { submit, submitting, outcome } = useSubmitOrganization(organization.id, kind);
  // Where focus goes when the button that had it is gone.
  const stands = useRef<HTMLDivElement>(null);
  const look = () => stands.current?.focus();
  // The newest one of this kind: what is being done, or how it ended last.
  const latest = organization.verifications.find((one) => one.kind === kind);
  const isOpen = latest?.state === "SUBMITTED" || latest?.state === "COLLECTED";
  const missing = submissionRefusals(kind, organization, organization.contacts);
  const refusals = outcome?.__typename === "OrganizationRefused" ? outcome.reasons : missing;
  const validated = (kind === "OV" ? organization.ovNow : organization.evNow).status === "VALIDATED";
  const problem =
    outcome?.__typename === "NotPermitted" ||
    outcome?.__typename === "OrganizationNotFound" ||
    outcome?.__typename === "NO_ANSWER"
      ? outcome.__typename
      : null;
  return (
    <Stack gap="sm">
      <Title order={3}>{t(kind === "OV" ? "proofs.ov" : "proofs.ev")}</Title>
      <Text size="sm" c="dimmed">
        {t(`organization.about.${kind}`)}
      </Text>
      <OrganizationState organization={organization} kind={kind} />
      <div ref={stands} aria-live="polite" tabIndex={-1} style={{ outline: "none" }}>
        {latest && <VerificationSummary verification={latest} onCanceled={look} />}
      </div>
      {!isOpen && refusals.length > 0 && (
        <Alert color="yellow" title={t("organization.missing", { kind })}>
          <List size="sm" spacing={4}>
            {refusals.map((refusal) => {
              const { message, remedy } = organizationRefusalWords(t, refusal);
              return (
                <List.Item key={`${refusal.code} ${refusal.field}`}>
                  {message} {remedy}
                </List.Item>
              );
            })}
          </List>
        </Alert>
      )}
      {problem && (
        <Alert color="red" role="alert">
          {t(`organization.problem.${problem}`)}
        </Alert>
      )}
      {!isOpen && (
        <div>
          <Button
            variant={validated ? "default" : "filled"}
            disabled={missing.length > 0}
            loading={submitting}
            onClick={() => void submit().then(look)}
          >
            {t(validated ? "organization.submitAgain" : "organization.submit", { kind })}
          </Button>
        </div>
      )}
    </Stack>
  );
}
