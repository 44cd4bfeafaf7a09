import type { DomainMethod } from "@duplicert/shared/domain-validation-refusals";
import type { ReissueFacts, ReissueWish } from "@duplicert/shared/reissue-request-refusals";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { newIdempotencyKey } from "../forms/use-attempt.ts";
import type { ReissueForm_OrderFragment, RequestReissueInput } from "../gql/graphql.ts";

/** What is filled in. Null names are those of the certificate there is. */
export interface ReissueValues {
  csr: string;
  dnsNames: string[] | null;
  commonName: string | null;
  domainMethod: DomainMethod | null;
  revokeEarlier: boolean;
  signatureHash: SignatureHash;
  serverPlatform: string;
  serverName: string;
  comments: string;
}

type Order = ReissueForm_OrderFragment;
type Certificate = NonNullable<Order["certificate"]>;

/** A form in which nothing is changed yet. */
export function emptyReissue(order: Order, certificate: Certificate): ReissueValues {
  const { defaults } = order.reissueEligibility;
  return {
    csr: "",
    dnsNames: null,
    commonName: null,
    domainMethod: null,
    revokeEarlier: false,
    signatureHash: defaults?.signatureHash ?? certificate.signatureHash,
    serverPlatform: defaults?.serverPlatform.id ?? order.defaultPlatform.id,
    serverName: "",
    comments: "",
  };
}

/** What the shared rule is told of the order; what only the server knows, its eligibility has said. */
export function toFacts(order: Order, certificate: Certificate): ReissueFacts {
  const { signatureHashes } = order.reissueEligibility;
  return {
    number: order.number,
    status: order.status,
    product: { validationType: order.product.validationType, names: order.product.nameRule },
    orderValidTo: new Date(order.orderValidTo),
    primary: certificate,
    issuer: { signatureHashes },
    pending: null,
    earlier: [],
  };
}

/** What the shared rule is asked about. */
export function toWish(values: ReissueValues, isDv: boolean): ReissueWish {
  const { commonName, dnsNames, signatureHash, domainMethod, revokeEarlier } = values;
  return {
    commonName,
    dnsNames,
    signatureHash,
    revokeEarlier,
    validTo: null,
    domainMethod: isDv ? domainMethod : null,
  };
}

/** What a new attempt sends. */
export function toInput(
  orderNumber: number,
  values: ReissueValues,
  { csr, isDv, skipApproval }: { csr: string; isDv: boolean; skipApproval: boolean },
): RequestReissueInput {
  return {
    orderNumber,
    csr,
    dnsNames: values.dnsNames,
    commonName: values.commonName,
    domainMethod: isDv ? values.domainMethod : null,
    revokeEarlier: values.revokeEarlier,
    signatureHash: values.signatureHash,
    serverPlatform: values.serverPlatform,
    serverName: values.serverName.trim() || null,
    comments: values.comments.trim() || null,
    skipApproval,
    idempotencyKey: newIdempotencyKey(),
  };
}
