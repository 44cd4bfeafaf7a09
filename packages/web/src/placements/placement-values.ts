import type { DomainMethod } from "@duplicert/shared/domain-validation-refusals";
import type { PlacementWish } from "@duplicert/shared/order-refusals";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import type { ContactValues } from "../forms/contacts-field.tsx";
import { newIdempotencyKey } from "../forms/use-attempt.ts";
import type { PlaceOrderInput } from "../gql/graphql.ts";

/** What is filled in. Null names are those of the CSR. */
export interface PlacementValues {
  product: string;
  csr: string;
  dnsNames: string[] | null;
  commonName: string | null;
  organizationId: string | null;
  domainMethod: DomainMethod | null;
  contacts: ContactValues[];
  years: "1" | "2" | "3";
  /** Null: the CA's own. */
  signatureHash: SignatureHash | null;
  serverPlatform: string;
  serverName: string;
  comments: string;
}

/** A form in which nothing is filled in but who asks, as the first contact. */
export function emptyPlacement(viewer: { name: string; email: string }): PlacementValues {
  return {
    product: "ov",
    csr: "",
    dnsNames: null,
    commonName: null,
    organizationId: null,
    domainMethod: null,
    contacts: [{ kind: "CERTIFICATE", name: viewer.name, email: viewer.email }],
    years: "1",
    signatureHash: null,
    serverPlatform: "nginx",
    serverName: "",
    comments: "",
  };
}

/** What the names come to: those written, or else the CSR's. */
export interface ChosenNames {
  dnsNames: string[];
  commonName: string;
}

/** The end of the order that was chosen; a year less a second is what the server takes by itself. */
function orderEnd(years: PlacementValues["years"], now: Date): Date {
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + Number(years));
  end.setUTCMilliseconds(0);
  return end;
}

/** What the shared rule is asked about. */
export function toWish(values: PlacementValues, names: ChosenNames, isDv: boolean, now: Date): PlacementWish {
  return {
    product: values.product,
    dnsNames: names.dnsNames,
    commonName: names.commonName || null,
    domainMethod: isDv ? values.domainMethod : null,
    contacts: values.contacts,
    orderValidTo: orderEnd(values.years, now),
    validTo: null,
    signatureHash: values.signatureHash,
  };
}

/** What a new attempt sends. */
export function toInput(
  values: PlacementValues,
  names: ChosenNames,
  { csr, isDv, now, skipApproval }: { csr: string; isDv: boolean; now: Date; skipApproval: boolean },
): PlaceOrderInput {
  return {
    product: values.product,
    csr,
    dnsNames: names.dnsNames,
    commonName: names.commonName || null,
    organizationId: isDv ? null : values.organizationId,
    domainMethod: isDv ? values.domainMethod : null,
    contacts: values.contacts.map(({ kind, name, email }) => ({ kind, name: name.trim(), email: email.trim() })),
    orderValidTo: orderEnd(values.years, now).toISOString(),
    signatureHash: values.signatureHash,
    serverPlatform: values.serverPlatform,
    serverName: values.serverName.trim() || null,
    comments: values.comments.trim() || null,
    skipApproval,
    idempotencyKey: newIdempotencyKey(),
  };
}
