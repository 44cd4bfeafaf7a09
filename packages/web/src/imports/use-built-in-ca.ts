import { useApolloClient, useMutation } from "@apollo/client/react";
import { useState } from "react";
import type { AllowBuiltInCaMutation, DisallowBuiltInCaMutation } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";

const allowBuiltInCa = graphql(`
  mutation AllowBuiltInCa($input: AllowBuiltInCaInput!) {
    result: allowBuiltInCa(input: $input) {
      __typename
      ... on Order {
        id
        ...BuiltInCa_order
      }
      ... on BuiltInCaRefused {
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

const disallowBuiltInCa = graphql(`
  mutation DisallowBuiltInCa($input: DisallowBuiltInCaInput!) {
    result: disallowBuiltInCa(input: $input) {
      __typename
      ... on Order {
        id
        ...BuiltInCa_order
      }
      ... on BuiltInCaRefused {
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

type Result = AllowBuiltInCaMutation["result"] | DisallowBuiltInCaMutation["result"];
/** Why it was not done; NO_ANSWER when the server could not be reached. */
export type BuiltInCaProblem = Exclude<Result, { __typename: "Order" }> | { __typename: "NO_ANSWER" };

/** Allows the built-in CA for an order, or takes that back; each tells whether it was done, and `problem` why not. */
export function useBuiltInCa(orderNumber: number) {
  const client = useApolloClient();
  const [allowIt, allowing] = useMutation(allowBuiltInCa);
  const [disallowIt, disallowing] = useMutation(disallowBuiltInCa);
  const [problem, setProblem] = useState<BuiltInCaProblem | null>(null);

  const done = (result: Result | undefined): boolean => {
    if (result?.__typename !== "Order") {
      setProblem(result ?? { __typename: "NO_ANSWER" });
      return false;
    }
    // What may be requested on the order, and in whose name, is another now.
    void client.refetchQueries({ include: "active" });
    return true;
  };
  const allow = async (organizationId: string | null): Promise<boolean> => {
    setProblem(null);
    const answer = await allowIt({ variables: { input: { orderNumber, organizationId } } }).catch(() => null);
    return done(answer?.data?.result);
  };
  const disallow = async (): Promise<boolean> => {
    setProblem(null);
    const answer = await disallowIt({ variables: { input: { orderNumber } } }).catch(() => null);
    return done(answer?.data?.result);
  };

  return { allow, disallow, sending: allowing.loading || disallowing.loading, problem };
}
