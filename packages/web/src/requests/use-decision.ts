import { useApolloClient, useMutation } from "@apollo/client/react";
import { useState } from "react";
import type {
  ApproveRequestDialogMutation,
  RejectRequestDialogMutation,
  RetryRequestDialogMutation,
} from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { isRequest, type RequestType } from "./request-type.ts";
import type { AllowedContent } from "./use-allowed-content.ts";

// All that a decision changes of a request, so that list and page show it at once.
graphql(`
  fragment Decided_request on CertificateRequest {
    id
    status
    mayDecide
    failure
    certificate {
      id
    }
    decisions {
      step
      outcome
      at
      comments
      by {
        id
        name
      }
    }
  }
`);

const approve = graphql(`
  mutation ApproveRequestDialog($id: ID!, $comments: String, $contentSha256: String, $validTo: DateTime) {
    result: approveRequest(
      input: { id: $id, comments: $comments, contentSha256: $contentSha256, validTo: $validTo }
    ) {
      __typename
      ...Decided_request
      ... on ContentChanged {
        content {
          sha256
          validTo
          ...CertificateContent_content
        }
      }
      ... on RevocationRefused {
        refusals {
          code
          subject
        }
      }
      ... on DuplicateRefused {
        reasons {
          code
          subject
          url
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

const retry = graphql(`
  mutation RetryRequestDialog($id: ID!, $comments: String) {
    result: retryRequest(input: { id: $id, comments: $comments }) {
      __typename
      ...Decided_request
      ... on DuplicateRefused {
        reasons {
          code
          subject
          url
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

const reject = graphql(`
  mutation RejectRequestDialog($id: ID!, $reason: String!) {
    result: rejectRequest(input: { id: $id, reason: $reason }) {
      __typename
      ...Decided_request
      ... on Problem {
        message
      }
    }
  }
`);

const cancel = graphql(`
  mutation CancelRequestDialog($id: ID!, $comments: String) {
    result: cancelRequest(input: { id: $id, comments: $comments }) {
      __typename
      ...Decided_request
      ... on Problem {
        message
      }
    }
  }
`);

/** What may be done with a request. */
export type Verb = "APPROVE" | "REJECT" | "CANCEL" | "RETRY";

type Result =
  | ApproveRequestDialogMutation["result"]
  | RejectRequestDialogMutation["result"]
  | RetryRequestDialogMutation["result"];
/** Why it was not done; NO_ANSWER when the server could not be reached. */
export type DecisionProblem = Exclude<Result, { __typename: RequestType }> | { __typename: "NO_ANSWER" };

/** Does one thing with a request; `decide` tells whether it was done, and `problem` why not. */
export function useDecision(id: string) {
  const client = useApolloClient();
  const [approveIt] = useMutation(approve);
  const [retryIt] = useMutation(retry);
  const [rejectIt] = useMutation(reject);
  const [cancelIt] = useMutation(cancel);
  const [problem, setProblem] = useState<DecisionProblem | null>(null);
  const [deciding, setDeciding] = useState(false);

  const send = async (verb: Verb, said: string, shown: AllowedContent | null): Promise<Result | undefined> => {
    const variables = { id, comments: said || null };
    const content = { contentSha256: shown?.sha256 ?? null, validTo: shown?.validTo ?? null };
    switch (verb) {
      case "APPROVE":
        return (await approveIt({ variables: { ...variables, ...content } })).data?.result;
      case "RETRY":
        return (await retryIt({ variables })).data?.result;
      case "REJECT":
        return (await rejectIt({ variables: { id, reason: said } })).data?.result;
      case "CANCEL":
        return (await cancelIt({ variables })).data?.result;
    }
  };

  /** `shown`: the content that an approval is held to. */
  const decide = async (verb: Verb, said: string, shown: AllowedContent | null): Promise<boolean> => {
    setDeciding(true);
    setProblem(null);
    const result = await send(verb, said.trim(), shown).catch(() => undefined);
    setDeciding(false);
    if (result?.__typename === "DuplicateRequest") return true;
    if (result && isRequest(result)) {
      // What was revoked, or waits on its order from now on, is shown as such wherever it is.
      void client.refetchQueries({ include: "active" });
      return true;
    }
    setProblem(result ?? { __typename: "NO_ANSWER" });
    // Somebody else was faster: show what became of it.
    if (result?.__typename === "RequestNotOpen") void client.refetchQueries({ include: "active" });
    return false;
  };

  return { decide, deciding, problem, forget: () => setProblem(null) };
}
