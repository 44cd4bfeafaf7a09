import { useApolloClient, useMutation } from "@apollo/client/react";
import type { SubscriberReason } from "@duplicert/shared/revocation-reason";
import { useState } from "react";
import type { RevokeCertificateDialogMutation, RevokeOrderDialogMutation } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import type { RevocationTarget } from "./revocation-target.ts";

const revokeCertificate = graphql(`
  mutation RevokeCertificateDialog($input: RevokeCertificateInput!) {
    result: revokeCertificate(input: $input) {
      __typename
      ... on RevocationRequest {
        id
        status
      }
      ... on RevocationRefused {
        refusals {
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

const revokeOrder = graphql(`
  mutation RevokeOrderDialog($input: RevokeOrderInput!) {
    result: revokeOrder(input: $input) {
      __typename
      ... on RevocationRequest {
        id
        status
      }
      ... on RevocationRefused {
        refusals {
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

type Result = RevokeCertificateDialogMutation["result"] | RevokeOrderDialogMutation["result"];
/** What came of it; NO_ANSWER when the server could not be reached. */
export type RevocationOutcome = Result | { __typename: "NO_ANSWER" };

/** Revokes, or asks for it where somebody else decides. */
export function useRevocation(target: RevocationTarget) {
  const client = useApolloClient();
  const [revokeOne] = useMutation(revokeCertificate);
  const [revokeAll] = useMutation(revokeOrder);
  const [outcome, setOutcome] = useState<RevocationOutcome | null>(null);
  const [sending, setSending] = useState(false);

  const send = async (why: { reason: SubscriberReason; comments: string | null }): Promise<Result | undefined> => {
    if ("certificateId" in target)
      return (await revokeOne({ variables: { input: { id: target.certificateId, ...why } } })).data?.result;
    return (await revokeAll({ variables: { input: { orderNumber: target.orderNumber, ...why } } })).data?.result;
  };

  const revoke = async (reason: SubscriberReason, comments: string): Promise<void> => {
    setSending(true);
    setOutcome(null);
    const result = await send({ reason, comments: comments.trim() || null }).catch(() => undefined);
    setSending(false);
    setOutcome(result ?? { __typename: "NO_ANSWER" });
    if (result?.__typename !== "RevocationRequest") return;
    client.cache.evict({ id: "ROOT_QUERY", fieldName: "certificateRequests" });
    void client.refetchQueries({ include: "active" });
  };

  return { revoke, sending, outcome };
}
