import type { ApolloCache } from "@apollo/client";
import { useMutation } from "@apollo/client/react";
import { useRef, useState } from "react";
import type { RequestDuplicateFormMutation, RequestDuplicateInput } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import type { Attempt } from "./duplicate-values.ts";

const requestDuplicate = graphql(`
  mutation RequestDuplicateForm($input: RequestDuplicateInput!) {
    requestDuplicate(input: $input) {
      __typename
      ... on DuplicateRequest {
        id
        status
      }
      ... on CsrRejected {
        faults {
          code
          found
        }
      }
      ... on DuplicateRefused {
        reasons {
          code
          subject
          url
        }
      }
      ... on ContentChanged {
        content {
          sha256
          ...CertificateContent_content
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** What came back instead of a request; NO_ANSWER when nothing did. */
type Refused = Exclude<RequestDuplicateFormMutation["requestDuplicate"], { __typename: "DuplicateRequest" }>;
export type Outcome = Refused | { __typename: "NO_ANSWER" };

/** Sends the form. `unanswered` is the attempt of which no answer came; sent again, it is the same request. */
export function useDuplicateRequest(
  order: { __typename: "Order"; id: string },
  kept: Attempt | null,
  onRequested: (id: string) => void,
) {
  const [request] = useMutation(requestDuplicate, { update: forgetLists(order) });
  const [unanswered, setUnanswered] = useState(kept);
  const [outcome, setOutcome] = useState<Outcome | null>(kept && { __typename: "NO_ANSWER" });
  const [sending, setSending] = useState<"SUBMIT" | "SUBMIT_AND_APPROVE" | null>(null);
  const underWay = useRef(false);

  /** Sends a new attempt, or the last one again when it is the same, once, however often it is called meanwhile. */
  const send = async (of: string, newInput: () => RequestDuplicateInput): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    const attempt = unanswered?.of === of ? unanswered : { of, input: newInput() };
    setUnanswered(attempt);
    setSending(attempt.input.skipApproval ? "SUBMIT_AND_APPROVE" : "SUBMIT");
    setOutcome(null);
    const answer = await request({ variables: { input: attempt.input } }).catch(() => null);
    underWay.current = false;
    setSending(null);
    const result = answer?.data?.requestDuplicate;
    if (!result) return setOutcome({ __typename: "NO_ANSWER" });
    if (result.__typename === "DuplicateRequest") return onRequested(result.id);
    // A refusal left nothing behind: sent again, it is a new attempt.
    setUnanswered(null);
    setOutcome(result);
  };

  return { send, sending, unanswered, outcome, forgetOutcome: () => setOutcome(null) };
}

/** Lists that now hold one more are asked for again when they are next shown. */
function forgetLists(order: { __typename: "Order"; id: string }) {
  return (cache: ApolloCache) => {
    cache.evict({ id: "ROOT_QUERY", fieldName: "certificateRequests" });
    cache.evict({ id: cache.identify(order), fieldName: "duplicateRequests" });
  };
}
