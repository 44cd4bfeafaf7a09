import { useApolloClient, useMutation } from "@apollo/client/react";
import { useState } from "react";
import type {
  CompleteCollectionPageMutation,
  DeclineVerificationPageMutation,
  ValidateOrganizationPageMutation,
} from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";

const complete = graphql(`
  mutation CompleteCollectionPage($id: ID!) {
    result: completeCollection(input: { id: $id }) {
      __typename
      ... on OrganizationVerification {
        id
      }
      ... on VerificationRefused {
        reasons {
          code
          subject
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

const validate = graphql(`
  mutation ValidateOrganizationPage($id: ID!, $comments: String) {
    result: validateOrganization(input: { id: $id, comments: $comments }) {
      __typename
      ... on OrganizationVerification {
        id
      }
      ... on VerificationRefused {
        reasons {
          code
          subject
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

const decline = graphql(`
  mutation DeclineVerificationPage($id: ID!, $reason: String!) {
    result: declineVerification(input: { id: $id, reason: $reason }) {
      __typename
      ... on OrganizationVerification {
        id
      }
      ... on Problem {
        message
      }
    }
  }
`);

type Verb = "COMPLETE" | "VALIDATE" | "DECLINE";
type Result =
  | CompleteCollectionPageMutation["result"]
  | ValidateOrganizationPageMutation["result"]
  | DeclineVerificationPageMutation["result"];
/** Why it was not done; NO_ANSWER when the server could not be reached. */
export type StepProblem = Exclude<Result, { __typename: "OrganizationVerification" }> | { __typename: "NO_ANSWER" };

/** Takes a verification one step on; `step` tells whether that was done, and `outcome` why not. */
export function useVerificationStep(id: string) {
  const client = useApolloClient();
  const [completeIt] = useMutation(complete);
  const [validateIt] = useMutation(validate);
  const [declineIt] = useMutation(decline);
  const [taking, setTaking] = useState(false);
  const [outcome, setOutcome] = useState<StepProblem | null>(null);

  const send = async (verb: Verb, said: string): Promise<Result | undefined> => {
    switch (verb) {
      case "COMPLETE":
        return (await completeIt({ variables: { id } })).data?.result;
      case "VALIDATE":
        return (await validateIt({ variables: { id, comments: said || null } })).data?.result;
      case "DECLINE":
        return (await declineIt({ variables: { id, reason: said } })).data?.result;
    }
  };

  const step = async (verb: Verb, said: string): Promise<boolean> => {
    setTaking(true);
    setOutcome(null);
    const result = await send(verb, said).catch(() => undefined);
    const done = result?.__typename === "OrganizationVerification";
    if (!done) setOutcome(result ?? { __typename: "NO_ANSWER" });
    if (done || result?.__typename === "VerificationNotOpen") {
      client.cache.evict({ id: "ROOT_QUERY", fieldName: "verifications" });
      await client.refetchQueries({ include: "active" });
    }
    setTaking(false);
    return done;
  };

  return { step, taking, outcome };
}
