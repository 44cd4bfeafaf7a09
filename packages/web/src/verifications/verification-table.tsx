import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Paper, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { TimeText } from "../ui/date-text.tsx";
import { Records } from "../ui/records.tsx";
import { small } from "../ui/small.ts";
import { StatusBadge } from "../words/status-badge.tsx";

const fragment = graphql(`
  fragment VerificationTable_verifications on OrganizationVerification {
    id
    kind
    state
    accountName
    submittedAt
    missing
    secondPersonRequired
    details {
      legalName
      country
    }
  }
`);

/** The specialists' queue as a table, or as cards where a table does not fit. */
export function VerificationTable({ verifications: from }: { verifications: FragmentType<typeof fragment>[] }) {
  const { t } = useTranslation();
  const isSmall = useMediaQuery(small, false, { getInitialValueInEffect: false });
  const { data: rows } = useSuspenseFragment({ fragment, from });
  const records = (
    <Records
      label={t("verification.list")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          head: t("verification.organization"),
          cell: (row) => (
            <>
              <Anchor component={Link} to={`/verifications/${row.id}`} fz="sm" fw={600}>
                {row.details.legalName}
              </Anchor>
              <Text size="xs" c="dimmed" fw={400}>
                {row.details.country}
              </Text>
            </>
          ),
        },
        { head: t("verification.account"), cell: (row) => row.accountName },
        { head: t("verification.kind"), cell: (row) => row.kind },
        {
          head: t("verification.state"),
          cell: (row) => (
            <>
              <StatusBadge of="verification" status={row.state} />
              {row.state === "COLLECTED" && row.secondPersonRequired && (
                <Text size="xs" c="dimmed">
                  {t("verification.secondPerson")}
                </Text>
              )}
            </>
          ),
        },
        {
          head: t("verification.stillMissing"),
          cell: (row) =>
            row.missing.map((subject) => t(`verification.subjects.${subject}`)).join(t("verification.and")) || "–",
        },
        { head: t("verification.submitted"), cell: (row) => <TimeText at={row.submittedAt} /> },
      ]}
    />
  );
  return isSmall ? records : <Paper p={0}>{records}</Paper>;
}
