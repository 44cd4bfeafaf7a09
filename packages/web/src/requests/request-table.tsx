import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { TimeText } from "../ui/date-text.tsx";
import { Records } from "../ui/records.tsx";
import { StatusBadge } from "../words/status-badge.tsx";

const fragment = graphql(`
  fragment RequestTable_requests on CertificateRequest {
    id
    status
    requestedAt
    mayDecide
    requestedBy {
      id
      name
    }
    order {
      id
      number
      commonName
      product {
        key
        name
      }
    }
    ... on DuplicateRequest {
      commonName
      serverName
    }
  }
`);

interface Props {
  requests: FragmentType<typeof fragment>[];
  /** Opens a request in a pane beside the list. */
  onReview: (id: string) => void;
}

/** The requests as a table, or as cards where a table does not fit. */
export function RequestTable({ requests, onReview }: Props) {
  const { t } = useTranslation();
  const { data: rows } = useSuspenseFragment({ fragment, from: requests });
  return (
    <Records
      label={t("request.list")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          head: t("request.orderNumber"),
          cell: ({ order }) => (
            <Anchor component={Link} to={`/orders/${order.number}`} fz="sm">
              {order.number}
            </Anchor>
          ),
        },
        {
          head: t("request.commonName"),
          cell: (row) => (
            <>
              <Anchor component={Link} to={`/requests/${row.id}`} fz="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
                {row.__typename === "DuplicateRequest" ? row.commonName : row.order.commonName}
              </Anchor>
              {row.serverName && (
                <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                  {row.serverName}
                </Text>
              )}
            </>
          ),
        },
        { head: t("request.product"), cell: ({ order }) => order.product.name },
        { head: t("request.type"), cell: (row) => t(`request.types.${row.__typename}`) },
        {
          head: t("request.status"),
          cell: (row) => (
            <Group gap="xs">
              <StatusBadge of="request" status={row.status} />
              {row.mayDecide && (
                <Button size="compact-xs" variant="light" onClick={() => onReview(row.id)}>
                  {t("request.review")}
                </Button>
              )}
            </Group>
          ),
        },
        { head: t("request.requester"), cell: (row) => row.requestedBy.name },
        { head: t("request.requestedAt"), cell: (row) => <TimeText at={row.requestedAt} /> },
      ]}
    />
  );
}
