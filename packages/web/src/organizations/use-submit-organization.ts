import { useApolloClient, useMutation } from "@apollo/client/react";
import { useState } from "react";
import type { OrganizationProofKind, SubmitOrganizationPageMutation } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";

const submitOrganization = graphql(`
  mutation SubmitOrganizationPage($organizationId: ID!, $kind: OrganizationProofKind!) {
    result: submitOrganization(input: { organizationId: $organizationId, kind: $kind }) {
      __typename
      ... on OrganizationVerification {
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

const cancelVerification = graphql(`
  mutation CancelVerificationPage($id: ID!) {
    result: cancelVerification(input: { id: $id }) {
      __typename
      ... on OrganizationVerification {
        id
        state
      }
      ... on Problem {
        message
      }
    }
  }
`);

type Outcome = SubmitOrganizationPageMutation["result"] | { __typename: "NO_ANSWER" };

/** Submits an organization to the CA's specialists, and shows where that stands. */
export function useSubmitOrganization(organizationId: string, kind: OrganizationProofKind) {
  const client = useApolloClient();
  const [ask] = useMutation(submitOrganization);
  const [submitting, setSubmitting] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const submit = async () => {
    setSubmitting(true);
    setOutcome(null);
    const answer = await ask({ variables: { organizationId, kind } }).catch(() => null);
    const result = answer?.data?.result ?? { __typename: "NO_ANSWER" as const };
    if (result.__typename === "OrganizationVerification") await client.refetchQueries({ include: "active" });
    setSubmitting(false);
    setOutcome(result);
  };
  return { submit, submitting, outcome };
}

/** Takes back what was submitted. */
export function useCancelVerification(id: string) {
  const client = useApolloClient();
  const [ask, { loading }] = useMutation(cancelVerification);
  const [failed, setFailed] = useState(false);
  const cancel = async () => {
    setFailed(false);
    const answer = await ask({ variables: { id } }).catch(() => null);
    if (!answer?.data) return setFailed(true);
    // Also when it was decided meanwhile: the page then shows how.
    await client.refetchQueries({ include: "active" });
  };
  return { cancel, canceling: loading, failed };
}
