import { useApolloClient, useSuspenseQuery } from "@apollo/client/react";
import { Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { NotFound } from "../app/not-found.tsx";
import { WayBack } from "../app/way-back.tsx";
import { graphql } from "../gql/index.ts";
import { OrganizationContacts } from "../organizations/organization-contacts.tsx";
import { OrganizationDependents } from "../organizations/organization-dependents.tsx";
import { OrganizationLegal } from "../organizations/organization-legal.tsx";
import { OrganizationProofs } from "../organizations/organization-proofs.tsx";
import { OrganizationValidation } from "../organizations/organization-validation.tsx";
import { usePoll } from "../ui/use-poll.ts";

const query = graphql(`
  query Organization($id: ID!) {
    viewer {
      id
      mayApprove
    }
    organization(id: $id) {
      id
      legalName
      verifications {
        id
        state
      }
      ...OrganizationValidation_organization
      ...OrganizationLegal_organization
      ...OrganizationContacts_organization
      ...OrganizationDependents_organization
      ...OrganizationProofs_organization
    }
  }
`);

/** `/organizations/:id`: who an organization is, whether that is validated and by what, and how to have it validated. */
export function Organization() {
  const { id = "" } = useParams();
  return <Shown key={id} id={id} />;
}

function Shown({ id }: { id: string }) {
  const { t } = useTranslation();
  const client = useApolloClient();
  const variables = { id };
  const { data } = useSuspenseQuery(query, { variables, fetchPolicy: "cache-and-network" });
  const { organization, viewer } = data;
  const isOpen = organization?.verifications.some(({ state }) => state === "SUBMITTED" || state === "COLLECTED");
  const again = () => client.query({ query, variables, fetchPolicy: "network-only" });
  // A specialist is at work: a person.
  usePoll(again, isOpen ? 15_000 : null);
  if (!organization) return <NotFound title={t("proofs.organizationNotFound")} hint={t("proofs.notFoundHint")} />;
  return (
    <Stack gap="md">
      <title>{`${organization.legalName} · ${t("app.name")}`}</title>
      <div>
        <Title order={1}>{organization.legalName}</Title>
        <WayBack to="organizations" />
      </div>
      <OrganizationValidation organization={organization} />
      <OrganizationLegal
        organization={organization}
        mayChange={viewer.mayApprove}
        onChanged={() => void again().catch(() => null)}
      />
      <OrganizationContacts organization={organization} />
      <OrganizationDependents organization={organization} />
      <OrganizationProofs organization={organization} />
    </Stack>
  );
}
