import { useApolloClient, useMutation } from "@apollo/client/react";
import { useState } from "react";
import type { StartDomainValidationInput, StartDomainValidationPageMutation } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";

const startValidation = graphql(`
  mutation StartDomainValidationPage($input: StartDomainValidationInput!) {
    result: startDomainValidation(input: $input) {
      __typename
      ... on DomainChallenge {
        id
      }
      ... on DomainValidationRefused {
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

/** What came of it; NO_ANSWER when the server could not be reached. */
export type StartOutcome = StartDomainValidationPageMutation["result"] | { __typename: "NO_ANSWER" };

/** Starts a validation and asks the page anew, so that it shows what to do. */
export function useStartValidation() {
  const client = useApolloClient();
  const [ask] = useMutation(startValidation);
  const [starting, setStarting] = useState(false);
  const [outcome, setOutcome] = useState<StartOutcome | null>(null);
  const start = async (input: StartDomainValidationInput): Promise<boolean> => {
    setStarting(true);
    setOutcome(null);
    const answer = await ask({ variables: { input } }).catch(() => null);
    const result = answer?.data?.result ?? { __typename: "NO_ANSWER" as const };
    const started = result.__typename === "DomainChallenge";
    if (started) await client.refetchQueries({ include: "active" });
    setStarting(false);
    setOutcome(result);
    return started;
  };
  return { start, starting, outcome, forget: () => setOutcome(null) };
}
