import { useQuery } from "@apollo/client/react";
import { useDebouncedValue } from "@mantine/hooks";
import type { ReissuePreviewQuery } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";

const previewReissue = graphql(`
  query ReissuePreview($input: PreviewReissueInput!) {
    previewReissue(input: $input) {
      revokes {
        id
        kind
        isPrimary
        commonName
        serverName
        validTo
        serverPlatform {
          id
          name
        }
      }
      needsProof {
        name
        domain {
          id
          name
        }
        validation {
          status
          validUntil
        }
      }
      refusals {
        code
        subject
      }
    }
  }
`);

/** What a reissue would do, as the server knows it. */
export type ReissuePreview = NonNullable<ReissuePreviewQuery["previewReissue"]>;

/** Asks what a reissue with these names would do, a moment after each change; null until it is known for just these. */
export function useReissuePreview(orderNumber: number, dnsNames: string[]): ReissuePreview | null {
  const wanted = JSON.stringify(dnsNames);
  const [asked] = useDebouncedValue(wanted, 300);
  const { data, loading } = useQuery(previewReissue, {
    variables: { input: { orderNumber, dnsNames: JSON.parse(asked) as string[] } },
    fetchPolicy: "network-only",
  });
  return asked === wanted && !loading ? (data?.previewReissue ?? null) : null;
}
