import { useApolloClient, useMutation } from "@apollo/client/react";
import { graphql } from "../gql/index.ts";

const cancelChallenge = graphql(`
  mutation CancelDomainValidation($id: ID!) {
    result: cancelDomainValidation(input: { id: $id }) {
      __typename
      ... on DomainChallenge {
        id
        state
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Withdraws a challenge, and shows what is there then. */
export function useCancelChallenge(id: string) {
  const client = useApolloClient();
  const [ask, { loading, error }] = useMutation(cancelChallenge);
  const cancel = async () => {
    const answer = await ask({ variables: { id } }).catch(() => null);
    if (answer) await client.refetchQueries({ include: "active" });
  };
  return { cancel, canceling: loading, failed: error !== undefined };
}
