import { useSuspenseQuery } from "@apollo/client/react";
import { Box, Button, Group, Select, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { OrganizationFilter, ValidationStatus } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { OrganizationTable } from "../organizations/organization-table.tsx";
import { NothingHere } from "../ui/nothing-here.tsx";
import { Pager } from "../ui/pager.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { pageSize, useListSearch } from "../ui/use-list-search.ts";
import en from "../words/en.json";

const query = graphql(`
  query Organizations($first: Int!, $after: String, $filter: OrganizationFilter) {
    organizations(first: $first, after: $after, filter: $filter) {
      totalCount
      nodes {
        id
        ...OrganizationTable_organizations
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

const choices = ["state"] as const;
const statuses = Object.keys(en.status.validation) as ValidationStatus[];
const states = (["OV", "EV"] as const).flatMap((kind) =>
  statuses.map((status) => ({ value: `${kind}-${status}`, kind, status })),
);

/** `/organizations`: whom certificates may name, and until when each is validated. */
export function Organizations() {
  const { t } = useTranslation();
  const { search, change } = useListSearch(choices);
  // The old rows stay, dimmed, until the new ones are there.
  const shown = useDeferredValue(search);
  const state = states.find(({ value }) => value === shown.chosen.state);
  const filter: OrganizationFilter = {
    text: shown.text || null,
    status: state ? [state.status] : null,
    kind: state?.kind ?? null,
  };
  const { data } = useSuspenseQuery(query, {
    variables: { first: pageSize, after: shown.after, filter },
    fetchPolicy: "cache-and-network",
  });
  const { nodes, totalCount, pageInfo } = data.organizations;
  const filtered = shown.text !== "" || state !== undefined;

  return (
    <Stack gap="md">
      <title>{`${t("organization.list")} · ${t("app.name")}`}</title>
      <Group justify="space-between" align="start">
        <div>
          <Title order={1}>{t("organization.list")}</Title>
          <Text c="dimmed" maw="42rem">
            {t("organization.listLead")}
          </Text>
        </div>
        <Button component={Link} to="/organizations/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {t("organization.add")}
        </Button>
      </Group>
      <Group align="end" gap="sm" role="search">
        <SearchField text={search.text} hint={t("organization.searchHint")} onChange={(text) => change({ text })} />
        <Select
          label={t("domain.state")}
          w={{ base: "100%", xs: 260 }}
          data={[
            { value: "", label: t("orders.allStatuses") },
            ...states.map(({ value, kind, status }) => ({
              value,
              label: t("organization.stateOf", { kind, status: t(`status.validation.${status}`) }),
            })),
          ]}
          value={states.find(({ value }) => value === search.chosen.state)?.value ?? ""}
          onChange={(value) => change({ state: value })}
          allowDeselect={false}
        />
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {t("organization.total", { count: totalCount })}
      </Text>
      <Box opacity={shown === search ? 1 : 0.5} aria-busy={shown !== search}>
        {nodes.length > 0 ? (
          <OrganizationTable organizations={nodes} />
        ) : (
          <NothingHere
            title={t(filtered ? "organization.noMatch" : "organization.empty")}
            hint={t(filtered ? "organization.noMatchHint" : "organization.emptyHint")}
          >
            {filtered && (
              <Button variant="default" size="xs" onClick={() => change({ text: null, state: null })}>
                {t("organization.showAll")}
              </Button>
            )}
          </NothingHere>
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
