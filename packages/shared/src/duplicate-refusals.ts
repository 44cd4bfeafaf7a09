import { normalizeDnsName } from "./dns-name.ts";
import type { DuplicateRefusal, DuplicateRefusalCode } from "./duplicate-refusal.ts";
import { OrderStatus } from "./order-status.ts";
import { ValidationType } from "./products.ts";
import type { SignatureHash } from "./signature-hash.ts";
import type { Validation } from "./validation.ts";
import { longestValidTo, maxValidTo, wholeSecond } from "./validity.ts";

export { type DuplicateRefusal, DuplicateRefusalCode, refusalWords } from "./duplicate-refusal.ts";

/** What is so about an order at this moment. */
export interface OrderFacts {
  number: number;
  status: OrderStatus;
  validationType: ValidationType;
  duplicatesAllowed: boolean;
  orderValidTo: Date;
  /** Each name on the order, the domain that stands for it, and that domain's validation for this name. */
  domains: { id: string; name: string; domain: string; validation: Validation }[];
  /** `certifiedAs`: the name on the primary certificate, when its details are no longer those that are validated now. */
  organization: { id: string; legalName: string; validation: Validation; certifiedAs: string | null } | null;
  primary: {
    commonName: string;
    dnsNames: string[];
    validTo: Date;
    signatureHash: SignatureHash;
    status: "ISSUED" | "EXPIRED" | "REVOCATION_PENDING" | "REVOKED";
  } | null;
  issuer: { canDuplicate: boolean; signatureHashes: SignatureHash[] } | null;
  /** Set while its certificate is another CA's, for which no CA here may stand in. */
  issuedElsewhere?: boolean;
  defaultPlatform: string;
}

/** What is asked for; null stands for the default. */
export interface DuplicateWish {
  commonName: string | null;
  dnsNames: string[] | null;
  validTo: Date | null;
  signatureHash: SignatureHash | null;
}

/** Every reason why not; an empty list means yes. A null wish asks about the order alone. */
export function duplicateRefusals(facts: OrderFacts, wish: DuplicateWish | null, now: Date): DuplicateRefusal[] {
  const order = `/orders/${facts.number}`;
  const status = orderRefusals(facts);
  if (facts.validationType === ValidationType.DV || !facts.duplicatesAllowed) {
    // A DV proof serves the one certificate it was made for, so nothing more is worth judging: the way is a reissue.
    return [refusal("DUPLICATES_NOT_ALLOWED", facts.validationType, `${order}/reissues/new`), ...status];
  }
  return [
    ...status,
    ...primaryRefusals(facts, order, now),
    ...domainRefusals(facts.domains),
    ...organizationRefusals(facts, order),
    ...(wish ? wishRefusals(facts, wish, order, now) : []),
  ];
}

export interface DuplicateDefaults {
  commonName: string;
  dnsNames: string[];
  validTo: Date;
  maxValidTo: Date;
  signatureHash: SignatureHash;
}

/** What a duplicate is when nothing is asked for; null while there is nothing to duplicate. */
export function duplicateDefaults(facts: OrderFacts, now: Date): DuplicateDefaults | null {
  const { primary, issuer } = facts;
  if (!primary) return null;
  const latest = maxValidTo(facts.orderValidTo, now);
  const hashes = issuer?.signatureHashes ?? [];
  const kept = hashes.length === 0 || hashes.includes(primary.signatureHash);
  return {
    ...wishedNames(primary, null),
    validTo: new Date(Math.min(wholeSecond(primary.validTo).getTime(), latest.getTime())),
    maxValidTo: latest,
    signatureHash: kept ? primary.signatureHash : hashes[0]!,
  };
}

/** The names a wish comes to: left out, the names are the primary's, and the common name too, or else the first chosen. */
export function wishedNames(
  primary: { commonName: string; dnsNames: string[] },
  wish: Pick<DuplicateWish, "commonName" | "dnsNames"> | null,
): { commonName: string; dnsNames: string[] } {
  const dnsNames = [...new Set((wish?.dnsNames ?? primary.dnsNames).map(comparable))];
  if (wish?.commonName != null) return { commonName: comparable(wish.commonName), dnsNames };
  const usual = comparable(primary.commonName);
  return { commonName: dnsNames.includes(usual) ? usual : (dnsNames[0] ?? usual), dnsNames };
}

const comparable = (name: string): string => normalizeDnsName(name) ?? name;

const refusal = (code: DuplicateRefusalCode, subject: string | null, path: string | null): DuplicateRefusal => ({
  code,
  subject,
  path,
});

/** Why nothing more may be issued on an order, whatever is proved: it is not issued yet, or over. */
export function orderRefusals(
  facts: Pick<OrderFacts, "number" | "status" | "orderValidTo"> & { primary: object | null },
): DuplicateRefusal[] {
  const order = `/orders/${facts.number}`;
  switch (facts.status) {
    case OrderStatus.ISSUED:
    case OrderStatus.REISSUE_PENDING:
      return facts.primary ? [] : [refusal("ORDER_NOT_ISSUED", facts.status, order)];
    case OrderStatus.EXPIRED:
      return [refusal("ORDER_EXPIRED", facts.orderValidTo.toISOString(), order)];
    case OrderStatus.REVOKED:
      return [refusal("ORDER_REVOKED", null, order)];
    default:
      return [refusal("ORDER_NOT_ISSUED", facts.status, order)];
  }
}

function primaryRefusals(
  { primary, issuer, issuedElsewhere }: OrderFacts,
  order: string,
  now: Date,
): DuplicateRefusal[] {
  if (!primary) return [];
  const found: DuplicateRefusal[] = [];
  // One that is about to be revoked must not spread either.
  if (primary.status === "REVOKED" || primary.status === "REVOCATION_PENDING") {
    found.push(refusal("CERTIFICATE_REVOKED", primary.commonName, order));
  } else if (primary.status === "EXPIRED" || primary.validTo < now) {
    found.push(refusal("CERTIFICATE_EXPIRED", primary.validTo.toISOString(), order));
  }
  if (!issuer?.canDuplicate) found.push(refusal("ISSUER_CANNOT_DUPLICATE", issuedElsewhere ? "IMPORTED" : null, order));
  return found;
}

/** One per domain that stands still; per name where only some names of it do (a file proves one name only). */
export function domainRefusals(domains: OrderFacts["domains"]): DuplicateRefusal[] {
  return [...Map.groupBy(domains, (one) => one.id).values()].flatMap((names) => {
    const missing = names.filter((one) => one.validation.status !== "VALIDATED");
    const alike = new Set(names.map((one) => one.validation.status)).size === 1;
    return (alike ? missing.slice(0, 1) : missing).map((one) =>
      refusal(
        one.validation.status === "EXPIRED" ? "DOMAIN_VALIDATION_EXPIRED" : "DOMAIN_VALIDATION_INCOMPLETE",
        alike ? one.domain : one.name,
        `/domains/${one.id}`,
      ),
    );
  });
}

export function organizationRefusals({ organization }: OrderFacts, order: string): DuplicateRefusal[] {
  if (!organization) return [refusal("ORGANIZATION_VALIDATION_INCOMPLETE", null, order)];
  const { status } = organization.validation;
  // What a duplicate would copy is not what was proved: the way is a reissue with the details of today.
  if (status === "VALIDATED" && organization.certifiedAs !== null)
    return [refusal("ORGANIZATION_VALIDATION_INCOMPLETE", organization.certifiedAs, order)];
  if (status === "VALIDATED") return [];
  const code = status === "EXPIRED" ? "ORGANIZATION_VALIDATION_EXPIRED" : "ORGANIZATION_VALIDATION_INCOMPLETE";
  return [refusal(code, organization.legalName, `/organizations/${organization.id}`)];
}

function wishRefusals(facts: OrderFacts, wish: DuplicateWish, order: string, now: Date): DuplicateRefusal[] {
  // where no CA may sign at all, that is what is said
  const hashes = facts.issuer?.canDuplicate ? facts.issuer.signatureHashes : null;
  const hash = wish.signatureHash;
  return [
    ...(facts.primary ? nameRefusals(facts.primary, wish, order) : []),
    ...validityRefusals(facts, wish.validTo, order, now),
    ...(hash && hashes && !hashes.includes(hash) ? [refusal("SIGNATURE_HASH_NOT_ALLOWED", hash, order)] : []),
  ];
}

function nameRefusals(primary: NonNullable<OrderFacts["primary"]>, wish: DuplicateWish, order: string) {
  if (wish.dnsNames?.length === 0) return [refusal("NAME_NOT_ALLOWED", null, order)];
  const { commonName, dnsNames } = wishedNames(primary, wish);
  const allowed = new Set(primary.dnsNames.map(comparable));
  const refused = new Set(dnsNames.filter((name) => !allowed.has(name)));
  if (!dnsNames.includes(commonName)) refused.add(commonName);
  return [...refused].map((name) => refusal("NAME_NOT_ALLOWED", name, order));
}

/** The subject is the limit that was passed, or for a time gone by, the time that was asked. */
export function validityRefusals(
  facts: Pick<OrderFacts, "orderValidTo">,
  wished: Date | null,
  order: string,
  now: Date,
): DuplicateRefusal[] {
  if (!wished) return [];
  const at = wholeSecond(wished);
  const longest = longestValidTo(now);
  const found: DuplicateRefusal[] = [];
  if (at <= now) found.push(refusal("VALIDITY_IN_THE_PAST", at.toISOString(), order));
  if (at > facts.orderValidTo) found.push(refusal("VALIDITY_EXCEEDS_ORDER", facts.orderValidTo.toISOString(), order));
  if (at > longest) found.push(refusal("VALIDITY_EXCEEDS_MAXIMUM", longest.toISOString(), order));
  return found;
}
