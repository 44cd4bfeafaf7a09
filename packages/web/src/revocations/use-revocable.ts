import { skipToken, useQuery } from "@apollo/client/react";
import type { RevocableOrderQuery } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import type { RevocationTarget } from "./revocation-target.ts";

const revocableCertificate = graphql(`
  query RevocableCertificate($id: ID!) {
    certificate(id: $id) {
      id
      kind
      status
      commonName
      serialNumber
      serverName
      isPrimary
      order {
        id
        number
      }
      revocationEligibility {
        atOnce
        refusals {
          code
          subject
        }
      }
    }
  }
`);

const revocableOrder = graphql(`
  query RevocableOrder($number: Int!) {
    order(number: $number) {
      id
      number
      commonName
      revocationEligibility {
        atOnce
        refusals {
          code
          subject
        }
      }
      everyCertificate: certificates(first: 100) {
        totalCount
        nodes {
          id
          kind
          status
          commonName
          serialNumber
          serverName
          isPrimary
        }
      }
    }
  }
`);

type Order = NonNullable<RevocableOrderQuery["order"]>;
type RevocableCertificate = Order["everyCertificate"]["nodes"][number];

/** What a revocation would come to, at this moment. */
export interface Revocable {
  orderNumber: number;
  /** What is typed to confirm. */
  commonName: string;
  atOnce: boolean;
  refusals: Order["revocationEligibility"]["refusals"];
  /** What would be revoked, as far as it still counts. */
  certificates: RevocableCertificate[];
  /** How many more there are than are listed. */
  more: number;
}

/** Asks what may be revoked when the dialog opens: what the page remembers does not count here. */
export function useRevocable(target: RevocationTarget) {
  const one = useQuery(
    revocableCertificate,
    "certificateId" in target ? { variables: { id: target.certificateId }, fetchPolicy: "network-only" } : skipToken,
  );
  const all = useQuery(
    revocableOrder,
    "orderNumber" in target ? { variables: { number: target.orderNumber }, fetchPolicy: "network-only" } : skipToken,
  );
  const { certificate } = one.data ?? {};
  const { order } = all.data ?? {};
  const revocable: Revocable | null = certificate
    ? {
        orderNumber: certificate.order.number,
        commonName: certificate.commonName,
        ...certificate.revocationEligibility,
        certificates: [certificate],
        more: 0,
      }
    : order
      ? {
          orderNumber: order.number,
          commonName: order.commonName,
          ...order.revocationEligibility,
          certificates: order.everyCertificate.nodes.filter(
            ({ status }) => status !== "REVOKED" && status !== "EXPIRED",
          ),
          more: order.everyCertificate.totalCount - order.everyCertificate.nodes.length,
        }
      : null;
  return { revocable, failed: one.error !== undefined || all.error !== undefined };
}
