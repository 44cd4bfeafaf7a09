import { useSuspenseQuery } from "@apollo/client/react";
import { Box, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { NoOrders } from "../orders/no-orders.tsx";
import { OrderFilters } from "../orders/order-filters.tsx";
import { OrderTable } from "../orders/order-table.tsx";
import { pageSize, useOrderSearch } from "../orders/use-order-search.ts";
import { Pager } from "../ui/pager.tsx";

const query = graphql(`
  query Orders($first: Int!, $after: String, $filter: OrderFilter, $sort: OrderSort) {
    orders(first: $first, after: $after, filter: $filter, sort: $sort) {
      totalCount
      nodes {
        id
        ...OrderTable_orders
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

/** `/orders`: the list, with its filter, sort and place kept in the URL. */
export function Orders() {
  const { t } = useTranslation();
  const { search, change } = useOrderSearch();
  // The old rows stay, dimmed, until the new ones are there.
  const shown = useDeferredValue(search);
  const { data } = useSuspenseQuery(query, {
    variables: {
      first: pageSize,
      after: shown.after,
      filter: { text: shown.text || null, status: shown.status ? [shown.status] : null },
      sort: shown.sort,
    },
    fetchPolicy: "cache-and-network",
  });
  const { nodes, totalCount, pageInfo } = data.orders;
  const filtered = shown.text !== "" || shown.status !== null;

  return (
    <Stack gap="md">
      <title>{`${t("orders.title")} · ${t("app.name")}`}</title>
      <Group justify="space-between">
        <Title order={1}>{t("orders.title")}</Title>
        <Group gap="sm">
          <Button component={Link} to="/orders/import" variant="default">
            {t("importing.title")}
          </Button>
          <Button component={Link} to="/orders/new">
            {t("placement.title")}
          </Button>
        </Group>
      </Group>
      <OrderFilters search={search} change={change} />
      <Text size="sm" c="dimmed" role="status">
        {t("orders.total", { count: totalCount })}
      </Text>
      <Box opacity={shown === search ? 1 : 0.5} aria-busy={shown !== search}>
        {nodes.length > 0 ? (
          <OrderTable orders={nodes} sort={search.sort} onSort={(sort) => change({ sort })} />
        ) : (
          <NoOrders filtered={filtered} onShowAll={() => change({ text: "", status: null })} />
        )}
      </Box>
      <Pager
        after={search.after}
        size={pageSize}
        shown={nodes.length}
        total={totalCount}
        next={pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null}
      />
    </Stack>
  );
}
