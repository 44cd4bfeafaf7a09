import { useApolloClient, useMutation } from "@apollo/client/react";
import { useState } from "react";
import { graphql } from "../gql/index.ts";

const checkNow = graphql(`
  mutation CheckDomainNow($id: ID!) {
    result: checkDomainValidation(input: { id: $id }) {
      __typename
      ... on DomainChallenge {
        id
        checking
        nextCheckAt
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Why it was not looked. */
export type LookProblem = "ChallengeNotFound" | "NotPermitted" | "NO_ANSWER";

/** Has a challenge looked at now; what is found comes with the page's next question. */
export function useLook(id: string) {
  const client = useApolloClient();
  const [ask, { loading }] = useMutation(checkNow);
  const [problem, setProblem] = useState<LookProblem | null>(null);
  const look = async () => {
    setProblem(null);
    const answer = await ask({ variables: { id } }).catch(() => null);
    const type = answer?.data?.result.__typename ?? "NO_ANSWER";
    if (type === "DomainChallenge") return;
    // It has ended meanwhile: show how.
    if (type === "ChallengeNotOpen") return void client.refetchQueries({ include: "active" });
    setProblem(type);
  };
  return { look, asking: loading, problem };
}
