import { useApolloClient, useMutation } from "@apollo/client/react";
import { organizationRefusals } from "@duplicert/shared/organization-refusals";
import { useState } from "react";
import { graphql } from "../gql/index.ts";
import type { SpokenOrganizationRefusal } from "../words/organization-refusal-words.ts";
import { detailsIn, type OrganizationValues } from "./organization-values.ts";

graphql(`
  fragment Saved_organization on Organization {
    id
    legalName
    streetAddress
    locality
    stateOrProvince
    postalCode
    country
    registrationNumber
    businessCategory
    jurisdictionCountry
    phone
  }
`);

const addOrganization = graphql(`
  mutation AddOrganizationPage($input: AddOrganizationInput!) {
    result: addOrganization(input: $input) {
      __typename
      ...Saved_organization
      ... on Organization {
        id
      }
      ... on OrganizationRefused {
        reasons {
          code
          field
          subject
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

const changeOrganization = graphql(`
  mutation ChangeOrganizationPage($input: ChangeOrganizationInput!) {
    result: changeOrganization(input: $input) {
      __typename
      ...Saved_organization
      ... on Organization {
        id
      }
      ... on OrganizationRefused {
        reasons {
          code
          field
          subject
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Why it was not saved, where it is not about a field. */
export type SaveProblem = "NotPermitted" | "OrganizationNotFound" | "NO_ANSWER";

/** Adds an organization, or changes the one of this id; `save` returns its id, or null when it was refused. */
export function useSaveOrganization(id: string | null) {
  const client = useApolloClient();
  const [add] = useMutation(addOrganization);
  const [change] = useMutation(changeOrganization);
  const [saving, setSaving] = useState(false);
  const [refusals, setRefusals] = useState<SpokenOrganizationRefusal[]>([]);
  const [problem, setProblem] = useState<SaveProblem | null>(null);

  const send = async (values: OrganizationValues) => {
    const input = detailsIn(values);
    if (id) return (await change({ variables: { input: { id, ...input } } })).data?.result;
    return (await add({ variables: { input } })).data?.result;
  };

  const save = async (values: OrganizationValues): Promise<string | null> => {
    setProblem(null);
    const { phone, ...details } = detailsIn(values);
    const foreseen = organizationRefusals(details, phone);
    setRefusals(foreseen);
    if (foreseen.length > 0) return null;
    setSaving(true);
    const result = await send(values).catch(() => undefined);
    setSaving(false);
    if (result?.__typename === "OrganizationRefused") setRefusals(result.reasons);
    else if (result?.__typename !== "Organization") setProblem(result?.__typename ?? "NO_ANSWER");
    if (result?.__typename !== "Organization") return null;
    client.cache.evict({ id: "ROOT_QUERY", fieldName: "organizations" });
    return result.id;
  };

  return { save, saving, refusals, problem };
}
