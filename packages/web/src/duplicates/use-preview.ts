import { skipToken, useQuery } from "@apollo/client/react";
import { useDebouncedValue } from "@mantine/hooks";
import { useRef } from "react";
import type { DuplicatePreviewQuery, PreviewDuplicateInput } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";

const previewDuplicate = graphql(`
  query DuplicatePreview($input: PreviewDuplicateInput!) {
    previewDuplicate(input: $input) {
      __typename
      ... on CertificateContent {
        sha256
        ...CertificateContent_content
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

type Result = DuplicatePreviewQuery["previewDuplicate"];
export type PreviewedContent = Extract<Result, { __typename: "CertificateContent" }>;
type PreviewRefusals = Extract<Result, { __typename: "DuplicateRefused" }>["reasons"];

export interface Preview {
  /** What would be issued; while `stale`, by what was filled in a moment ago. */
  content: PreviewedContent | null;
  refusals: PreviewRefusals;
  stale: boolean;
  failed: boolean;
  askAgain: () => void;
}

/**
 * The certificate that the form comes to, as the server would plan it; asked for again a moment after each change. Null
 * input: the form is to be mended first, and what was shown last stays, stale. Without a CSR there is nothing to show.
 */
export function usePreview(input: PreviewDuplicateInput | null, csr: string | null): Preview {
  const wanted = input && JSON.stringify(input);
  const [asked] = useDebouncedValue(wanted, 400);
  const { data, error, loading, refetch } = useQuery(
    previewDuplicate,
    asked
      ? { variables: { input: JSON.parse(asked) as PreviewDuplicateInput }, fetchPolicy: "network-only" }
      : skipToken,
  );
  const last = useRef<{ csr: string; result: Result } | null>(null);
  const current = asked !== null && asked === wanted && !loading ? data?.previewDuplicate : undefined;
  if (current && csr) last.current = { csr, result: current };
  const shown = last.current?.csr === csr ? last.current?.result : undefined;
  return {
    content: shown?.__typename === "CertificateContent" ? shown : null,
    refusals: current?.__typename === "DuplicateRefused" ? current.reasons : [],
    stale: !current,
    failed: error !== undefined && asked === wanted && !loading,
    askAgain: () => void refetch().catch(() => undefined), // its failure is in `error`
  };
}
