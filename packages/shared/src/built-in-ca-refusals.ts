import { instantText } from "./instant-text.ts";
import { OrderStatus } from "./order-status.ts";
import { ValidationType } from "./products.ts";

/** Each reason why the built-in CA may not be allowed for an order. */
export const BuiltInCaRefusalCode = {
  NOT_IMPORTED: "NOT_IMPORTED",
  ORDER_NOT_ISSUED: "ORDER_NOT_ISSUED",
  ORDER_EXPIRED: "ORDER_EXPIRED",
  NO_ISSUING_CA: "NO_ISSUING_CA",
  ORGANIZATION_NEEDED: "ORGANIZATION_NEEDED",
  ORGANIZATION_NOT_NAMED: "ORGANIZATION_NOT_NAMED",
  ORGANIZATION_DIFFERS: "ORGANIZATION_DIFFERS",
} as const;
export type BuiltInCaRefusalCode = (typeof BuiltInCaRefusalCode)[keyof typeof BuiltInCaRefusalCode];

/** A reason, and what it is about: a status, an instant, a type of key. */
export interface BuiltInCaRefusal {
  code: BuiltInCaRefusalCode;
  subject: string | null;
}

/** What is so about an order for which the built-in CA is to be allowed. */
export interface BuiltInCaFacts {
  imported: boolean;
  status: OrderStatus;
  orderValidTo: Date;
  validationType: ValidationType;
  /** The type of key that its certificate was signed with, and whether a CA here has one. */
  issuer: { keyType: string; available: boolean };
  /** Of the account's. */
  organization: { legalName: string; country: string } | null;
  /** Whom the imported certificate names. */
  certified: { organization: string | null; country: string | null };
}

/** Every reason why not; an empty list means yes. */
export function builtInCaRefusals(facts: BuiltInCaFacts): BuiltInCaRefusal[] {
  if (!facts.imported) return [refusal("NOT_IMPORTED")];
  const found: BuiltInCaRefusal[] = [];
  if (facts.status === OrderStatus.EXPIRED) found.push(refusal("ORDER_EXPIRED", facts.orderValidTo.toISOString()));
  else if (facts.status !== OrderStatus.ISSUED && facts.status !== OrderStatus.REISSUE_PENDING)
    found.push(refusal("ORDER_NOT_ISSUED", facts.status));
  if (!facts.issuer.available) found.push(refusal("NO_ISSUING_CA", facts.issuer.keyType));
  const needed = facts.validationType !== ValidationType.DV;
  if (needed && !facts.organization) found.push(refusal("ORGANIZATION_NEEDED", facts.validationType));
  if (!needed && facts.organization) found.push(refusal("ORGANIZATION_NOT_NAMED"));
  if (needed && facts.organization && !sameOrganization(facts.organization, facts.certified))
    found.push(refusal("ORGANIZATION_DIFFERS", facts.certified.organization));
  return found;
}

/** A duplicate names the organization of the certificate that it is of; one that names none says nothing against any. */
function sameOrganization(
  { legalName, country }: { legalName: string; country: string },
  certified: BuiltInCaFacts["certified"],
) {
  const same = (one: string, other: string | null) =>
    other === null || one.trim().toLowerCase() === other.trim().toLowerCase();
  return same(legalName, certified.organization) && same(country, certified.country);
}

const refusal = (code: BuiltInCaRefusalCode, subject: string | null = null): BuiltInCaRefusal => ({ code, subject });

type Words = (subject: string | null) => { message: string; remedy: string };

const words: Record<BuiltInCaRefusalCode, Words> = {
  NOT_IMPORTED: () => ({
    message: "The order was placed here: its certificates are the built-in CA's already.",
    remedy: "Nothing has to be allowed. Request the duplicate.",
  }),
  ORDER_NOT_ISSUED: (status) => ({
    message: `The order is ${(status ?? "not issued").toLowerCase().replaceAll("_", " ")}: nothing more is issued on it.`,
    remedy: "Place a new order.",
  }),
  ORDER_EXPIRED: (at) => ({
    message: `The order ended on ${instantText(at)}.`,
    remedy: "Place a new order, or import the certificate that took the place of this one.",
  }),
  NO_ISSUING_CA: (keyType) => ({
    message: `The certificate was signed with a key of type ${keyType}, and no issuing CA here that is active has one.`,
    remedy: "Place a new order here, or ask who runs this service which issuing CAs are active.",
  }),
  ORGANIZATION_NEEDED: (level) => ({
    message: `The certificate is ${level}: a duplicate of it names an organization that is validated here.`,
    remedy:
      "Choose the organization of your account that the certificate names; add it and have it validated if it is not there.",
  }),
  ORGANIZATION_NOT_NAMED: () => ({
    message: "A DV certificate names no organization.",
    remedy: "Leave the organization out.",
  }),
  ORGANIZATION_DIFFERS: (name) => ({
    message: `The certificate names ${name ?? "an organization of another country"}, and a duplicate of it may name no other.`,
    remedy:
      "Choose that organization of your account, with the same legal name and country. For another one, place a new order.",
  }),
};

/** A reason in English: what is wrong, and what to do about it. */
export function builtInCaRefusalWords(refusal: BuiltInCaRefusal): { message: string; remedy: string } {
  return words[refusal.code](refusal.subject);
}
