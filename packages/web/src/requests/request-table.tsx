import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Button, Group, Paper, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { RequestTable_RequestsFragment } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { TimeText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { type Column, Records } from "../ui/records.tsx";
import { small } from "../ui/small.ts";
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
    ... on IssuingRequest {
      commonName
      serverName
    }
    ... on RevocationRequest {
      wholeOrder
      certificate {
        id
        commonName
        serverName
      }
    }
  }
`);

type Row = RequestTable_RequestsFragment;

interface Props {
  requests: FragmentType<typeof fragment>[];
  /** Opens a request in a pane beside the list. */
  onReview: (id: string) => void;
}

/** The requests as a table, or as cards where a table does not fit. */
export function RequestTable({ requests, onReview }: Props) {
  const { t } = useTranslation();
  const isSmall = useMediaQuery(small, false, { getInitialValueInEffect: false });
  const { data: rows } = useSuspenseFragment({ fragment, from: requests });
  const order: Column<Row> = {
    head: t("request.orderNumber"),
    cell: ({ order }) => (
      <Anchor component={Link} to={`/orders/${order.number}`} fz="sm">
        {order.number}
      </Anchor>
    ),
  };
  const name: Column<Row> = { head: t("request.commonName"), cell: (row) => <Name row={row} /> };
  const status: Column<Row> = {
    head: t("request.status"),
    cell: (row) => (
      <Group gap="xs" wrap={isSmall ? "wrap" : "nowrap"}>
        <StatusBadge of={row.__typename === "RevocationRequest" ? "revocation" : "request"} status={row.status} />
        {row.mayDecide && (
          <Button size="compact-xs" variant="light" style={{ flexShrink: 0 }} onClick={() => onReview(row.id)}>
            {t("request.review")}
          </Button>
        )}
      </Group>
    ),
  };
  const product: Column<Row> = { head: t("request.product"), cell: (row) => row.order.product.name };
  const type: Column<Row> = { head: t("request.type"), cell: (row) => t(`request.types.${row.__typename}`) };
  const requester: Column<Row> = { head: t("request.requester"), cell: (row) => row.requestedBy.name };
  const at: Column<Row> = { head: t("request.requestedAt"), cell: (row) => <TimeText at={row.requestedAt} /> };
  // A card is headed by its first column: there the name says more than the order's number.
  const columns = isSmall
    ? [name, status, order, product, type, requester, at]
    : [order, name, product, type, status, requester, at];
  const records = <Records label={t("request.list")} rows={rows} rowKey={(row) => row.id} columns={columns} />;
  return isSmall ? records : <Paper p={0}>{records}</Paper>;
}

function Name({ row }: { row: Row }) {
  const { t } = useTranslation();
  const { commonName, serverName } =
    row.__typename === "RevocationRequest"
      ? { commonName: row.certificate?.commonName ?? row.order.commonName, serverName: row.certificate?.serverName }
      : row;
  const about = row.__typename === "RevocationRequest" && row.wholeOrder ? t("revocation.wholeOrder") : serverName;
  return (
    <>
      <Anchor component={Link} to={`/requests/${row.id}`} fz="sm" fw={600}>
        <Dotted text={commonName} />
      </Anchor>
      {about && (
        <Text size="xs" c="dimmed" fw={400} style={{ overflowWrap: "anywhere" }}>
          {about}
        </Text>
      )}
    </>
  );
}
