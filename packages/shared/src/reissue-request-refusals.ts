import { type DomainNameRefusalCode, domainNameRefusals, type SuffixFacts } from "./domain-name-refusals.ts";
import type { DomainMethod } from "./domain-validation-refusals.ts";
import { type DuplicateWish, orderRefusals, validityRefusals, wishedNames } from "./duplicate-refusals.ts";
import { wildcardsByFile } from "./order-refusals.ts";
import type { OrderStatus } from "./order-status.ts";
import { namesOutsideProduct } from "./product-names.ts";
import { type Product, ValidationType } from "./products.ts";
import { reissueEffect } from "./reissue-effect.ts";
import type { NameFault, ReissueRefusal, ReissueRefusalCode } from "./reissue-request-refusal.ts";
import type { SignatureHash } from "./signature-hash.ts";
import { maxValidTo } from "./validity.ts";

/** What is so about an order that is to be reissued. */
export interface ReissueFacts {
  number: number;
  status: OrderStatus;
  product: Pick<Product, "validationType" | "names">;
  orderValidTo: Date;
  primary: { commonName: string; dnsNames: string[]; signatureHash: SignatureHash } | null;
  /** What it would be signed with; null: nothing can sign for this order now. */
  issuer: { signatureHashes: SignatureHash[] } | null;
  /** The reissue that waits already. */
  pending: { id: string } | null;
  /** Serial numbers of what would be revoked if names were left out. */
  earlier: readonly string[];
}

/** What is asked for; null stands for the default. */
export interface ReissueWish extends DuplicateWish {
  /** Of a DV order: by which method every name is proved. */
  domainMethod: DomainMethod | null;
  /** Whether it is understood that what was issued before is revoked. */
  revokeEarlier: boolean;
}

/** Every reason why not; an empty list means yes. A null wish asks about the order alone. `suffix`: null where the list is not at hand. */
export function reissueRequestRefusals(
  facts: ReissueFacts,
  wish: ReissueWish | null,
  now: Date,
  suffix: ((name: string) => SuffixFacts) | null,
): ReissueRefusal[] {
  const order = `/orders/${facts.number}`;
  const found: ReissueRefusal[] = orderRefusals(facts).map(({ code, subject, path }) =>
    refusal(code as ReissueRefusalCode, subject, path),
  );
  if (facts.pending) found.push(refusal("REISSUE_PENDING", facts.pending.id, `/requests/${facts.pending.id}`));
  if (facts.primary && !facts.issuer) found.push(refusal("ISSUER_CANNOT_DUPLICATE", null, order));
  if (!wish || !facts.primary) return found;
  const hash = wish.signatureHash;
  const hashes = facts.issuer?.signatureHashes;
  return [
    ...found,
    ...nameRefusals(facts, facts.primary, wish, order, suffix),
    ...validityRefusals(facts, wish.validTo, order, now).map((one) =>
      refusal(one.code as ReissueRefusalCode, one.subject, one.path),
    ),
    ...(hash && hashes && !hashes.includes(hash) ? [refusal("SIGNATURE_HASH_NOT_ALLOWED", hash, order)] : []),
  ];
}

export interface ReissueDefaults {
  commonName: string;
  dnsNames: string[];
  validTo: Date;
  maxValidTo: Date;
  signatureHash: SignatureHash;
}

/** What a reissue is when nothing is asked for: the names there are, for as long as may be; null while there is nothing to reissue. */
export function reissueDefaults({ primary, issuer, orderValidTo }: ReissueFacts, now: Date): ReissueDefaults | null {
  if (!primary) return null;
  const latest = maxValidTo(orderValidTo, now);
  const hashes = issuer?.signatureHashes ?? [];
  const kept = hashes.length === 0 || hashes.includes(primary.signatureHash);
  return {
    ...wishedNames(primary, null),
    validTo: latest,
    maxValidTo: latest,
    signatureHash: kept ? primary.signatureHash : hashes[0]!,
  };
}

function nameRefusals(
  { product, earlier }: ReissueFacts,
  primary: NonNullable<ReissueFacts["primary"]>,
  wish: ReissueWish,
  order: string,
  suffix: ((name: string) => SuffixFacts) | null,
): ReissueRefusal[] {
  if (wish.dnsNames?.length === 0) return [refusal("NAME_NOT_ALLOWED", null, order)];
  const { commonName, dnsNames } = wishedNames(primary, wish);
  const effect = reissueEffect(primary.dnsNames, dnsNames);
  return [
    ...namesNotAllowed(product, dnsNames, order, suffix),
    ...(dnsNames.includes(commonName) ? [] : [refusal("COMMON_NAME_NOT_AMONG_NAMES", commonName, order)]),
    ...methodRefusals(product, wish.domainMethod, dnsNames, order),
    ...(effect.revokesEarlier && !wish.revokeEarlier
      ? [refusal("REVOCATION_NOT_CONFIRMED", earlier.length > 0 ? listed(earlier) : null, order)]
      : []),
  ];
}

/** Why names may not be on a reissue of that product: for a preview, and as part of the whole rule. */
export function namesNotAllowed(
  product: Pick<Product, "validationType" | "names">,
  dnsNames: readonly string[],
  path: string,
  suffix: ((name: string) => SuffixFacts) | null,
): ReissueRefusal[] {
  const faults = new Map<string, NameFault>();
  for (const name of dnsNames) {
    const [first] = domainNameRefusals(name.replace(/^\*\./, ""), suffix);
    // only of a DV order has every name a record of its own in front of it
    const counts = first && (first.code !== "NAME_TOO_LONG" || product.validationType === ValidationType.DV);
    if (counts) faults.set(name, faultOf[first.code]);
  }
  const left = dnsNames.filter((name) => !faults.has(name));
  // EVG 7.1.2.1: no EV certificate has a wildcard, also where an order takes any names
  const ofEv = product.validationType === ValidationType.EV ? left.filter((name) => name.startsWith("*.")) : [];
  const outside = [...namesOutsideProduct(product, left), ...ofEv];
  for (const name of outside) faults.set(name, "NOT_OF_THE_PRODUCT");
  return [...faults].map(([name, fault]) => ({ code: "NAME_NOT_ALLOWED", subject: name, fault, path }));
}

const faultOf: Record<DomainNameRefusalCode, NameFault> = {
  NOT_A_DNS_NAME: "NOT_A_DNS_NAME",
  WILDCARD: "NOT_A_DNS_NAME",
  NAME_TOO_LONG: "TOO_LONG",
  RESERVED_NAME: "RESERVED_NAME",
  UNKNOWN_TOP_LEVEL_DOMAIN: "UNKNOWN_TOP_LEVEL_DOMAIN",
  PUBLIC_SUFFIX: "PUBLIC_SUFFIX",
};

function methodRefusals(
  { validationType }: Pick<Product, "validationType">,
  method: DomainMethod | null,
  dnsNames: readonly string[],
  order: string,
): ReissueRefusal[] {
  if (validationType !== ValidationType.DV) return method ? [refusal("DOMAIN_METHOD_ONLY_FOR_DV", method, order)] : [];
  if (!method) return [refusal("DOMAIN_METHOD_NEEDED", null, order)];
  return wildcardsByFile(method, dnsNames).map((name) => refusal("WILDCARD_BY_FILE", name, order));
}

const mostListed = 5;

function listed(serials: readonly string[]): string {
  const more = serials.length - mostListed;
  return `${serials.slice(0, mostListed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

const refusal = (code: ReissueRefusalCode, subject: string | null, path: string | null): ReissueRefusal => ({
  code,
  subject,
  fault: null,
  path,
});
