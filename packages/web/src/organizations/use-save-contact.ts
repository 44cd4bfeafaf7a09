import { useApolloClient, useMutation } from "@apollo/client/react";
import { useState } from "react";
import { graphql } from "../gql/index.ts";
import type { SpokenOrganizationRefusal } from "../words/organization-refusal-words.ts";

/** What stands in the fields of a contact. */
export type ContactValues = Record<"name" | "title" | "email" | "phone", string>;

const addContact = graphql(`
  mutation AddContactDialog($input: AddOrganizationContactInput!) {
    result: addOrganizationContact(input: $input) {
      __typename
      ... on OrganizationContact {
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

const changeContact = graphql(`
  mutation ChangeContactDialog($input: ChangeOrganizationContactInput!) {
    result: changeOrganizationContact(input: $input) {
      __typename
      ... on OrganizationContact {
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

const removeContact = graphql(`
  mutation RemoveContactDialog($id: ID!) {
    result: removeOrganizationContact(input: { id: $id }) {
      __typename
      ... on Organization {
        id
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Why it was not saved, where it is not about a field. */
export type ContactProblem = "NotPermitted" | "OrganizationNotFound" | "OrganizationContactNotFound" | "NO_ANSWER";

/** Adds a contact, or changes the one of this id; `save` tells whether it was done. */
export function useSaveContact(organizationId: string, id: string | null) {
  const client = useApolloClient();
  const [add] = useMutation(addContact);
  const [change] = useMutation(changeContact);
  const [saving, setSaving] = useState(false);
  const [refusals, setRefusals] = useState<SpokenOrganizationRefusal[]>([]);
  const [problem, setProblem] = useState<ContactProblem | null>(null);

  const send = async ({ name, email, phone, title }: ContactValues) => {
    const input = { name, email, phone: phone.trim() || null, title: title.trim() || null };
    if (id) return (await change({ variables: { input: { id, ...input } } })).data?.result;
    return (await add({ variables: { input: { organizationId, ...input } } })).data?.result;
  };

  const save = async (values: ContactValues): Promise<boolean> => {
    setSaving(true);
    setProblem(null);
    const result = await send(values).catch(() => undefined);
    const done = result?.__typename === "OrganizationContact";
    if (done) await client.refetchQueries({ include: "active" });
    else if (result?.__typename === "OrganizationRefused") setRefusals(result.reasons);
    else setProblem(result?.__typename ?? "NO_ANSWER");
    setSaving(false);
    return done;
  };

  return { save, saving, refusals, refuse: setRefusals, problem };
}

/** Takes a contact off the list; `remove` tells whether it was done. */
export function useRemoveContact(id: string) {
  const client = useApolloClient();
  const [ask, { loading }] = useMutation(removeContact);
  const [problem, setProblem] = useState<ContactProblem | null>(null);
  const remove = async (): Promise<boolean> => {
    setProblem(null);
    const answer = await ask({ variables: { id } }).catch(() => null);
    const type = answer?.data?.result.__typename ?? "NO_ANSWER";
    if (type !== "Organization") {
      setProblem(type);
      return false;
    }
    await client.refetchQueries({ include: "active" });
    return true;
  };
  return { remove, removing: loading, problem };
}
