import { useSuspenseQuery } from "@apollo/client/react";
import { Box, Group, Select, Stack, Text, Title } from "@mantine/core";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import type { VerificationFilter, VerificationState } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { NothingHere } from "../ui/nothing-here.tsx";
import { Pager } from "../ui/pager.tsx";
import { pageSize, useListSearch } from "../ui/use-list-search.ts";
import { VerificationTable } from "../verifications/verification-table.tsx";
import en from "../words/en.json";

const query = graphql(`
  query Verifications($first: Int!, $after: String, $filter: VerificationFilter) {
    verifications(first: $first, after: $after, filter: $filter) {
      totalCount
      nodes {
        id
        ...VerificationTable_verifications
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

const choices = ["state", "kind"] as const;
const states = Object.keys(en.status.verification) as VerificationState[];
const kinds = ["OV", "EV"] as const;

/** `/verifications`: what waits for the CA's validation specialists, at first; and what they decided. */
export function Verifications() {
  const { t } = useTranslation();
  const { search, change } = useListSearch(choices);
  // The old rows stay, dimmed, until the new ones are there.
  const shown = useDeferredValue(search);
  const { data } = useSuspenseQuery(query, {
    variables: { first: pageSize, after: shown.after, filter: filterOf(shown.chosen) },
    fetchPolicy: "cache-and-network",
  });
  const { nodes, totalCount, pageInfo } = data.verifications;
  const unnarrowed = shown.chosen.state === null && shown.chosen.kind === null;

  return (
    <Stack gap="md">
      <title>{`${t("verification.list")} · ${t("app.name")}`}</title>
      <div>
        <Title order={1}>{t("verification.list")}</Title>
        <Text c="dimmed">{t("verification.listLead")}</Text>
      </div>
      <Group gap="md">
        <Select
          label={t("verification.state")}
          w={{ base: "100%", xs: 280 }}
          data={[
            { value: "", label: t("verification.waits") },
            { value: "ALL", label: t("verification.all") },
            ...states.map((value) => ({ value, label: t(`status.verification.${value}`) })),
          ]}
          value={["ALL", ...states].find((one) => one === search.chosen.state) ?? ""}
          onChange={(value) => change({ state: value })}
          allowDeselect={false}
        />
        <Select
          label={t("verification.kind")}
          w={{ base: "100%", xs: 200 }}
          data={[
            { value: "", label: t("verification.allKinds") },
            ...kinds.map((value) => ({ value, label: t(value === "OV" ? "proofs.ov" : "proofs.ev") })),
          ]}
          value={kinds.find((one) => one === search.chosen.kind) ?? ""}
          onChange={(value) => change({ kind: value })}
          allowDeselect={false}
        />
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {t("verification.total", { count: totalCount })}
      </Text>
      <Box opacity={shown === search ? 1 : 0.5} aria-busy={shown !== search}>
        {nodes.length > 0 ? (
          <VerificationTable verifications={nodes} />
        ) : (
          <NothingHere
            title={t(unnarrowed ? "verification.none" : "verification.noMatch")}
            hint={t(unnarrowed ? "verification.noneHint" : "verification.noMatchHint")}
          />
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

function filterOf(chosen: Record<(typeof choices)[number], string | null>): VerificationFilter {
  const one = states.find((state) => state === chosen.state);
  const state: VerificationState[] | null = chosen.state === "ALL" ? null : one ? [one] : ["SUBMITTED", "COLLECTED"];
  return { state, kind: kinds.find((kind) => kind === chosen.kind) ?? null };
}
