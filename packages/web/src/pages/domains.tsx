import { useApolloClient, useSuspenseQuery } from "@apollo/client/react";
import { Box, Button, Group, Select, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { AddDomain } from "../domains/add-domain.tsx";
import { challengePause } from "../domains/challenge-pause.ts";
import { DomainTable } from "../domains/domain-table.tsx";
import type { DomainFilter, ValidationStatus } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { NothingHere } from "../ui/nothing-here.tsx";
import { Pager } from "../ui/pager.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { pageSize, useListSearch } from "../ui/use-list-search.ts";
import { usePoll } from "../ui/use-poll.ts";
import en from "../words/en.json";

const query = graphql(`
  query Domains($first: Int!, $after: String, $filter: DomainFilter) {
    domains(first: $first, after: $after, filter: $filter) {
      totalCount
      nodes {
        id
        challenge {
          id
          checking
          nextCheckAt
        }
        ...DomainTable_domains
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

const choices = ["status"] as const;
const statuses = Object.keys(en.status.validation) as ValidationStatus[];

/** `/domains`: every domain of the account, and until when it is proved. */
export function Domains() {
  const { t } = useTranslation();
  const client = useApolloClient();
  const { search, change } = useListSearch(choices);
  const [adding, setAdding] = useState(false);
  // The old rows stay, dimmed, until the new ones are there.
  const shown = useDeferredValue(search);
  const status = statuses.find((one) => one === shown.chosen.status);
  const filter: DomainFilter = { text: shown.text || null, status: status ? [status] : null };
  const variables = { first: pageSize, after: shown.after, filter };
  const { data } = useSuspenseQuery(query, { variables, fetchPolicy: "cache-and-network" });
  const { nodes, totalCount, pageInfo } = data.domains;
  usePoll(
    () => client.query({ query, variables, fetchPolicy: "network-only" }),
    challengePause(
      nodes.flatMap(({ challenge }) => challenge ?? []),
      Date.now(),
    ),
  );
  const filtered = shown.text !== "" || status !== undefined;

  return (
    <Stack gap="md">
      <title>{`${t("domain.list")} · ${t("app.name")}`}</title>
      <Group justify="space-between" align="start">
        <div>
          <Title order={1}>{t("domain.list")}</Title>
          <Text c="dimmed" maw="42rem">
            {t("domain.listLead")}
          </Text>
        </div>
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          {t("domain.add")}
        </Button>
      </Group>
      <Group align="end" gap="sm" role="search">
        <SearchField text={search.text} hint={t("domain.searchHint")} onChange={(text) => change({ text })} />
        <Select
          label={t("domain.state")}
          w={{ base: "100%", xs: 220 }}
          data={[
            { value: "", label: t("orders.allStatuses") },
            ...statuses.map((value) => ({ value, label: t(`status.validation.${value}`) })),
          ]}
          value={statuses.find((one) => one === search.chosen.status) ?? ""}
          onChange={(value) => change({ status: value })}
          allowDeselect={false}
        />
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {t("domain.total", { count: totalCount })}
      </Text>
      <Box opacity={shown === search ? 1 : 0.5} aria-busy={shown !== search}>
        {nodes.length > 0 ? (
          <DomainTable domains={nodes} />
        ) : (
          <NothingHere
            title={t(filtered ? "domain.noMatch" : "domain.empty")}
            hint={t(filtered ? "domain.noMatchHint" : "domain.emptyHint")}
          >
            {filtered && (
              <Button variant="default" size="xs" onClick={() => change({ text: null, status: null })}>
                {t("domain.showAll")}
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
      {adding && <AddDomain onClose={() => setAdding(false)} />}
    </Stack>
  );
}
