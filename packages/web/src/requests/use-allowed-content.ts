import { skipToken, useQuery } from "@apollo/client/react";
import type { AllowedContentQuery } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";

const allowedContent = graphql(`
  query AllowedContent($id: ID!) {
    certificateRequest(id: $id) {
      id
      ... on IssuingRequest {
        content {
          sha256
          validTo
          ...CertificateContent_content
        }
      }
    }
  }
`);

type Request = NonNullable<AllowedContentQuery["certificateRequest"]>;
/** A content as approval names it: by its hash, and by the expiry that a request may leave open. */
export type AllowedContent = NonNullable<Exclude<Request, { __typename: "RevocationRequest" }>["content"]>;

/** What approval of a request would allow at this moment: asked when it is about to be approved. Null id: not asked. */
export function useAllowedContent(id: string | null) {
  const { data, loading, error, refetch } = useQuery(
    allowedContent,
    id ? { variables: { id }, fetchPolicy: "network-only" } : skipToken,
  );
  const request = data?.certificateRequest;
  return {
    content: request && request.__typename !== "RevocationRequest" ? request.content : null,
    loading,
    failed: error !== undefined,
    askAgain: () => void refetch().catch(() => undefined), // its failure is in `error`
  };
}
