import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Paper, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { Records } from "../ui/records.tsx";
import { small } from "../ui/small.ts";
import { countryName } from "../words/country-name.ts";
import { OrganizationState } from "./organization-state.tsx";

const fragment = graphql(`
  fragment OrganizationTable_organizations on Organization {
    id
    legalName
    locality
    country
    ...OrganizationState_organization
  }
`);

/** The organizations as a table, or as cards where a table does not fit. */
export function OrganizationTable({ organizations: from }: { organizations: FragmentType<typeof fragment>[] }) {
  const { t, i18n } = useTranslation();
  const isSmall = useMediaQuery(small, false, { getInitialValueInEffect: false });
  const { data: rows } = useSuspenseFragment({ fragment, fragmentName: "OrganizationTable_organizations", from });
  const records = (
    <Records
      label={t("organization.list")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          head: t("organization.fields.legalName"),
          cell: (row) => (
            <>
              <Anchor component={Link} to={`/organizations/${row.id}`} fz="sm" fw={600}>
                {row.legalName}
              </Anchor>
              <Text size="xs" c="dimmed" fw={400}>
                {[row.locality, countryName(row.country, i18n.language)].filter(Boolean).join(", ")}
              </Text>
            </>
          ),
        },
        { head: "OV", cell: (row) => <OrganizationState organization={row} kind="OV" /> },
        { head: "EV", cell: (row) => <OrganizationState organization={row} kind="EV" /> },
      ]}
    />
  );
  return isSmall ? records : <Paper p={0}>{records}</Paper>;
}
