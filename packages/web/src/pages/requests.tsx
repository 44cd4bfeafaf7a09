import { useSuspenseQuery } from "@apollo/client/react";
import { Box, Group, Paper, Select, Stack, Text, Title } from "@mantine/core";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { RequestPane } from "../requests/request-pane.tsx";
import { RequestTable } from "../requests/request-table.tsx";
import { pageSize, requestFilters, requestKinds, useRequestSearch } from "../requests/use-request-search.ts";
import { Pager } from "../ui/pager.tsx";

const query = graphql(`
  query RequestsPage($first: Int!, $after: String, $status: [RequestStatus!], $kind: [RequestKind!]) {
    viewer {
      id
      ...RequestPane_viewer
    }
    certificateRequests(first: $first, after: $after, filter: { status: $status, kind: $kind }) {
      totalCount
      nodes {
        id
        ...RequestTable_requests
        ...RequestPane_request
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

/** `/requests`: what was asked for and where it stands; at first, what waits for a person. */
export function Requests() {
  const { t } = useTranslation();
  const { filter, status, kind, kinds, after, view, setFilter, setKind, setView } = useRequestSearch();
  const wanted = JSON.stringify({ first: pageSize, after, status, kind: kinds });
  // The old rows stay, dimmed, until the new ones are there.
  const shown = useDeferredValue(wanted);
  const { data } = useSuspenseQuery(query, { variables: JSON.parse(shown), fetchPolicy: "cache-and-network" });
  const { nodes, totalCount, pageInfo } = data.certificateRequests;
  const unnarrowed = filter === "WAITING" && kind === "ALL";

  return (
    <Stack gap="md">
      <title>{`${t("request.list")} · ${t("app.name")}`}</title>
      <Title order={1}>{t("request.list")}</Title>
      <Group gap="md">
        <Select
          label={t("request.status")}
          w={{ base: "100%", xs: 280 }}
          data={requestFilters.map((value) => ({
            value,
            label: value === "WAITING" || value === "ALL" ? t(`request.filter.${value}`) : t(`status.request.${value}`),
          }))}
          value={filter}
          onChange={(value) => setFilter(requestFilters.find((one) => one === value) ?? "WAITING")}
          allowDeselect={false}
        />
        <Select
          label={t("request.type")}
          w={{ base: "100%", xs: 280 }}
          data={requestKinds.map((value) => ({ value, label: t(`request.kinds.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(requestKinds.find((one) => one === value) ?? "ALL")}
          allowDeselect={false}
        />
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {t("request.total", { count: totalCount })}
      </Text>
      <Box opacity={shown === wanted ? 1 : 0.5} aria-busy={shown !== wanted}>
        {nodes.length > 0 ? (
          <RequestTable requests={nodes} onReview={setView} />
        ) : (
          <Paper py="xl" ta="center">
            <Title order={2}>{t(unnarrowed ? "request.noneWaits" : "request.noMatch")}</Title>
            <Text size="sm" c="dimmed">
              {t(unnarrowed ? "request.noneWaitsHint" : "request.noMatchHint")}
            </Text>
          </Paper>
        )}
      </Box>
      <Pager
        after={after}
        size={pageSize}
        shown={nodes.length}
        total={totalCount}
        next={pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null}
        leaves="view"
      />
      <RequestPane
        request={nodes.find(({ id }) => id === view) ?? null}
        viewer={data.viewer}
        onClose={() => setView(null)}
      />
    </Stack>
  );
}
