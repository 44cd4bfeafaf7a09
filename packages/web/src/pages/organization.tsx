import { useSuspenseQuery } from "@apollo/client/react";
import { Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { NotFound } from "../app/not-found.tsx";
import { WayBack } from "../app/way-back.tsx";
import { graphql } from "../gql/index.ts";
import { OrganizationFacts } from "../organizations/organization-facts.tsx";
import { OrganizationProofs } from "../organizations/organization-proofs.tsx";

const query = graphql(`
  query Organization($id: ID!) {
    organization(id: $id) {
      id
      legalName
      ...OrganizationFacts_organization
      ...OrganizationProofs_organization
    }
  }
`);

/** `/organizations/:id`: who an organization is, whether that is validated, and by what. */
export function Organization() {
  const { id = "" } = useParams();
  return <Shown key={id} id={id} />;
}

function Shown({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(query, { variables: { id }, fetchPolicy: "cache-and-network" });
  const organization = data.organization;
  if (!organization) return <NotFound title={t("proofs.organizationNotFound")} hint={t("proofs.notFoundHint")} />;
  return (
    <Stack gap="md">
      <title>{`${organization.legalName} · ${t("app.name")}`}</title>
      <div>
        <Title order={1}>{organization.legalName}</Title>
        <WayBack />
      </div>
      <OrganizationFacts organization={organization} />
      <OrganizationProofs organization={organization} />
    </Stack>
  );
}
