import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { TimeText } from "../ui/date-text.tsx";
import { Facts } from "../ui/facts.tsx";
import { StatusBadge } from "../words/status-badge.tsx";
import { useCancelVerification } from "./use-submit-organization.ts";

const fragment = graphql(`
  fragment VerificationSummary_verification on OrganizationVerification {
    id
    state
    submittedAt
    submittedBy {
      id
      name
    }
    collectedAt
    decidedAt
    decidedBy {
      id
      name
    }
    reason
    missing
  }
`);

interface Props {
  verification: FragmentType<typeof fragment>;
  onCanceled: () => void;
}

/** Where a verification stands, for those who submitted it. */
export function VerificationSummary({ verification: from, onCanceled }: Props) {
  const { t } = useTranslation();
  const { data: verification } = useSuspenseFragment({ fragment, from });
  const { cancel, canceling, failed } = useCancelVerification(verification.id);
  const { state, submittedBy, decidedAt, decidedBy, collectedAt, reason } = verification;
  const isOpen = state === "SUBMITTED" || state === "COLLECTED";
  const missing = verification.missing
    .map((subject) => t(`verification.subjects.${subject}`))
    .join(t("verification.and"));
  return (
    <Stack gap="xs">
      <Facts
        facts={[
          [t("verification.state"), <StatusBadge key="state" of="verification" status={state} />],
          [
            t("verification.submitted"),
            <span key="submitted">
              <TimeText at={verification.submittedAt} /> · {submittedBy.name}
            </span>,
          ],
          [t("verification.collected"), collectedAt ? <TimeText key="collected" at={collectedAt} /> : null],
          [t("verification.stillMissing"), missing || null],
          [
            t(`verification.ended.${state}`),
            decidedAt ? (
              <span key="decided">
                <TimeText at={decidedAt} />
                {decidedBy && ` · ${decidedBy.name}`}
              </span>
            ) : null,
          ],
          [t(state === "VALIDATED" ? "verification.note" : "verification.reason"), reason ?? null],
        ]}
      />
      {isOpen && (
        <Text size="sm" c="dimmed">
          {t("organization.specialistsWork")}
        </Text>
      )}
      {failed && (
        <Alert color="red" role="alert">
          {t("organization.problem.NO_ANSWER")}
        </Alert>
      )}
      {isOpen && (
        <Group>
          <Button
            variant="subtle"
            color="red"
            size="xs"
            loading={canceling}
            onClick={() => void cancel().then(onCanceled)}
          >
            {t("organization.takeBack")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
