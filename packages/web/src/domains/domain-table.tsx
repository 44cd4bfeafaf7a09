import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Paper } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { DateText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { Records } from "../ui/records.tsx";
import { small } from "../ui/small.ts";
import { DomainState } from "./domain-state.tsx";

const fragment = graphql(`
  fragment DomainTable_domains on Domain {
    id
    name
    addedAt
    ...DomainState_domain
  }
`);

/** The domains as a table, or as cards where a table does not fit. */
export function DomainTable({ domains: from }: { domains: FragmentType<typeof fragment>[] }) {
  const { t } = useTranslation();
  const isSmall = useMediaQuery(small, false, { getInitialValueInEffect: false });
  const { data: rows } = useSuspenseFragment({ fragment, fragmentName: "DomainTable_domains", from });
  const records = (
    <Records
      label={t("domain.list")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          head: t("domain.name"),
          cell: (row) => (
            <Anchor component={Link} to={`/domains/${row.id}`} fz="sm" fw={600}>
              <Dotted text={row.name} />
            </Anchor>
          ),
        },
        { head: t("domain.state"), cell: (row) => <DomainState domain={row} /> },
        { head: t("domain.addedAt"), cell: (row) => (row.addedAt ? <DateText at={row.addedAt} /> : "–") },
      ]}
    />
  );
  return isSmall ? records : <Paper p={0}>{records}</Paper>;
}
