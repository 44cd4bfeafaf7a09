import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { DateText, TimeText } from "../ui/date-text.tsx";
import { More } from "../ui/more.tsx";
import { Records } from "../ui/records.tsx";
import { Section } from "../ui/section.tsx";
import { StatusBadge } from "../words/status-badge.tsx";

const fragment = graphql(`
  fragment OrderRequests_order on Order {
    id
    product {
      key
      duplicatesAllowed
    }
    duplicateRequests(first: $requests) {
      totalCount
      nodes {
        id
        status
        commonName
        serverName
        requestedAt
        validTo
        requestedBy {
          id
          name
        }
        serverPlatform {
          id
          name
        }
      }
    }
  }
`);

interface Props {
  order: FragmentType<typeof fragment>;
  /** How many the page's query asked for. */
  first: number;
  onMore: () => void;
}

/** The requests for duplicates of this order, the latest first, and where each of them stands. */
export function OrderRequests({ order: from, first, onMore }: Props) {
  const { t } = useTranslation();
  const { data } = useSuspenseFragment({ fragment, from, variables: { requests: first } });
  const { nodes, totalCount } = data.duplicateRequests;
  if (!data.product.duplicatesAllowed && nodes.length === 0) return null; // there can be none
  return (
    <Section title={t("order.requests")}>
      {nodes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("order.noRequests")}
        </Text>
      ) : (
        <Records
          label={t("order.requests")}
          rows={nodes}
          rowKey={(row) => row.id}
          columns={[
            {
              head: t("order.serverName"),
              cell: (row) => (
                <>
                  <Anchor component={Link} to={`/requests/${row.id}`} fz="sm" fw={600}>
                    {row.serverName ?? t("order.unnamedServer")}
                  </Anchor>
                  <Text size="xs" c="dimmed" fw={400} style={{ overflowWrap: "anywhere" }}>
                    {row.commonName}
                  </Text>
                </>
              ),
            },
            { head: t("certificate.status"), cell: (row) => <StatusBadge of="request" status={row.status} /> },
            { head: t("order.platform"), cell: (row) => row.serverPlatform.name },
            { head: t("order.requestedBy"), cell: (row) => row.requestedBy.name },
            { head: t("order.requestedAt"), cell: (row) => <TimeText at={row.requestedAt} /> },
            { head: t("certificate.validTo"), cell: (row) => <DateText at={row.validTo} /> },
          ]}
        />
      )}
      <More hidden={totalCount - nodes.length} onMore={first < 100 ? onMore : null} />
    </Section>
  );
}
