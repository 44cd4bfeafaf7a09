import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Box, Group, Paper, SimpleGrid, Stack, Table, Text, UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { OrderSort, OrderTable_OrdersFragment } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { DateText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { small } from "../ui/small.ts";
import { StatusBadge } from "../words/status-badge.tsx";

const fragment = graphql(`
  fragment OrderTable_orders on Order {
    id
    number
    status
    commonName
    dnsNames
    validFrom
    validTo
    createdAt
    orderValidTo
    product {
      key
      name
    }
    organization {
      id
      legalName
    }
  }
`);

type Row = OrderTable_OrdersFragment;

interface Props {
  orders: FragmentType<typeof fragment>[];
  sort: OrderSort;
  onSort: (sort: OrderSort) => void;
}

/** The orders as a table, or as cards where a table does not fit. */
export function OrderTable({ orders, sort, onSort }: Props) {
  const { t } = useTranslation();
  const isSmall = useMediaQuery(small, false, { getInitialValueInEffect: false });
  const { data: rows } = useSuspenseFragment({ fragment, from: orders });
  if (isSmall) return <Cards rows={rows} />;
  return (
    <Paper p={0} style={{ overflowX: "auto" }}>
      <Table highlightOnHover styles={{ th: { whiteSpace: "nowrap" } }}>
        <Table.Thead>
          <Table.Tr>
            <SortHead label={t("orders.order")} up="NUMBER_ASC" down="NUMBER_DESC" sort={sort} onSort={onSort} />
            <SortHead
              label={t("orders.name")}
              up="COMMON_NAME_ASC"
              down="COMMON_NAME_DESC"
              sort={sort}
              onSort={onSort}
            />
            <Table.Th>{t("orders.status")}</Table.Th>
            <Table.Th>{t("orders.validity")}</Table.Th>
            <Table.Th>{t("orders.orderDate")}</Table.Th>
            <SortHead
              label={t("orders.orderEnd")}
              up="ORDER_VALID_TO_ASC"
              down="ORDER_VALID_TO_DESC"
              sort={sort}
              onSort={onSort}
            />
            <Table.Th>{t("orders.product")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <Anchor component={Link} to={`/orders/${row.number}`} fz="sm" fw={600}>
                  {row.number}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <Name row={row} />
              </Table.Td>
              <Table.Td>
                <StatusBadge of="order" status={row.status} />
              </Table.Td>
              <Table.Td>
                <Validity row={row} />
              </Table.Td>
              <Table.Td>
                <DateText at={row.createdAt} />
              </Table.Td>
              <Table.Td>
                <DateText at={row.orderValidTo} />
              </Table.Td>
              <Table.Td>{row.product.name}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function SortHead(props: { label: string; up: OrderSort; down: OrderSort; sort: OrderSort; onSort: Props["onSort"] }) {
  const { label, up, down, sort, onSort } = props;
  const Icon = sort === up ? IconArrowUp : sort === down ? IconArrowDown : IconArrowsSort;
  return (
    <Table.Th aria-sort={sort === up ? "ascending" : sort === down ? "descending" : "none"}>
      <UnstyledButton fz="sm" fw={700} onClick={() => onSort(sort === up ? down : up)}>
        <Group gap={4} wrap="nowrap">
          {label}
          <Icon size={14} aria-hidden opacity={sort === up || sort === down ? 1 : 0.35} />
        </Group>
      </UnstyledButton>
    </Table.Th>
  );
}

function Name({ row, isSmall = false }: { row: Row; isSmall?: boolean }) {
  const { t } = useTranslation();
  const more = row.dnsNames.filter((name) => name !== row.commonName);
  return (
    <Box>
      <Dotted text={row.commonName} />
      {(more.length > 0 || row.organization) && (
        <Text size="xs" c="dimmed" truncate maw={isSmall ? undefined : 240} title={more.join("\n")}>
          {[more.length > 0 && t("orders.more", { count: more.length }), row.organization?.legalName]
            .filter(Boolean)
            .join(" · ")}
        </Text>
      )}
    </Box>
  );
}

function Validity({ row, isSmall = false }: { row: Row; isSmall?: boolean }) {
  const { t } = useTranslation();
  if (!row.validFrom || !row.validTo)
    return (
      <Text inherit c="dimmed">
        {t("orders.noCertificate")}
      </Text>
    );
  return (
    <span style={{ whiteSpace: isSmall ? "normal" : "nowrap" }}>
      <DateText at={row.validFrom} /> – <DateText at={row.validTo} />
    </span>
  );
}

function Cards({ rows }: { rows: Row[] }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
      {rows.map((row) => (
        <Paper key={row.id} component="li" p="sm">
          <Group justify="space-between" wrap="nowrap" mb={4}>
            <Anchor component={Link} to={`/orders/${row.number}`} fw={600}>
              {t("order.title", { number: row.number })}
            </Anchor>
            <StatusBadge of="order" status={row.status} />
          </Group>
          <Name row={row} isSmall />
          <SimpleGrid cols={2} mt="xs" spacing="xs" verticalSpacing={6}>
            <Fact label={t("orders.validity")}>
              <Validity row={row} isSmall />
            </Fact>
            <Fact label={t("orders.product")}>{row.product.name}</Fact>
            <Fact label={t("orders.orderDate")}>
              <DateText at={row.createdAt} />
            </Fact>
            <Fact label={t("orders.orderEnd")}>
              <DateText at={row.orderValidTo} />
            </Fact>
          </SimpleGrid>
        </Paper>
      ))}
    </Stack>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box fz="sm">
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {children}
    </Box>
  );
}
