import { normalizeDnsName } from "./dns-name.ts";
import { type DomainNameRefusal, domainNameRefusals, type SuffixFacts } from "./domain-name-refusals.ts";
import type { DomainMethod } from "./domain-validation-refusals.ts";
import {
  longestOrderYears,
  mostContacts,
  mostNames,
  type OrderRefusal,
  type OrderRefusalCode,
} from "./order-refusal.ts";
import { namesOutsideProduct } from "./product-names.ts";
import { type Product, products, ValidationType } from "./products.ts";
import type { SignatureHash } from "./signature-hash.ts";
import { longestValidTo, wholeSecond } from "./validity.ts";

/** What is so about what an order is to be made of. Null: not known here, and then not judged. */
export interface PlacementFacts {
  /** The organization that was chosen. */
  organization: EvDetails | null;
  /** What the CA that would sign may sign with; an empty list: there is none. */
  signatureHashes: readonly SignatureHash[] | null;
  /** What the public suffix list says, which is too long for a page. */
  suffix: ((name: string) => SuffixFacts) | null;
}

interface EvDetails {
  id: string;
  legalName: string;
  registrationNumber: string | null;
  businessCategory: string | null;
  jurisdictionCountry: string | null;
}

/** An order as it is wished; names as they were written, those of the CSR where none were. Null stands for the default. */
export interface PlacementWish {
  product: string;
  dnsNames: readonly string[];
  commonName: string | null;
  domainMethod: DomainMethod | null;
  contacts: readonly { kind: "CERTIFICATE" | "TECHNICAL"; email: string }[];
  orderValidTo: Date | null;
  validTo: Date | null;
  signatureHash: SignatureHash | null;
}

/** Every reason why an order may not be placed so; an empty list means yes. What is not proved yet is none: the order waits. */
export function placementRefusals(facts: PlacementFacts, wish: PlacementWish, now: Date): OrderRefusal[] {
  const product = products.find(({ key }) => key === wish.product);
  return [
    ...(product ? [] : [refusal("PRODUCT_UNKNOWN", wish.product.slice(0, 50))]),
    ...nameRefusals(product, wish, facts.suffix),
    ...(product ? organizationRefusals(product, facts.organization) : []),
    ...(product ? methodRefusals(product, wish) : []),
    ...contactRefusals(wish.contacts),
    ...timeRefusals(wish, now),
    ...hashRefusals(facts, wish),
  ];
}

/** Names as certificates write them, each once; what is no name stays as it was written. */
export function orderedNames(dnsNames: readonly string[]): string[] {
  return [...new Set(dnsNames.map((name) => normalizeDnsName(name.trim()) ?? name.trim()))];
}

/** The end of an order for which none was named: a year from now. */
export function usualOrderEnd(now: Date): Date {
  return inYears(now, 1);
}

/** The latest end of an order placed now: the last second of the day three years from now. */
export function latestOrderEnd(now: Date): Date {
  return new Date(inYears(now, longestOrderYears).setUTCHours(23, 59, 59, 0));
}

// of the 29th of February: the 1st of March
function inYears(now: Date, years: number): Date {
  const then = wholeSecond(now);
  return new Date(then.setUTCFullYear(then.getUTCFullYear() + years));
}

function refusal(
  code: OrderRefusalCode,
  subject: string | null,
  path: string | null = null,
  name: DomainNameRefusal | null = null,
): OrderRefusal {
  return { code, subject, path, name };
}

function nameRefusals(product: Product | undefined, wish: PlacementWish, suffix: PlacementFacts["suffix"]) {
  const names = orderedNames(wish.dnsNames);
  if (names.length === 0) return [refusal("NO_NAMES", null)];
  if (names.length > mostNames) return [refusal("TOO_MANY_NAMES", String(names.length))];
  const bad = names.flatMap((name) => wrongName(product, name, suffix));
  const good = names.filter((name) => !bad.some(({ subject }) => subject === name.slice(0, 300)));
  const outside = product ? namesOutsideProduct(product, good) : [];
  const noWildcard = product?.names === "WILDCARD" && good.length > 0 && !good.some((name) => name.startsWith("*."));
  const common = wish.commonName === null ? null : orderedNames([wish.commonName])[0]!;
  return [
    ...bad,
    ...outside.map((name) => refusal("NAME_OUTSIDE_PRODUCT", name)),
    ...(noWildcard ? [refusal("WILDCARD_NEEDED", null)] : []),
    ...(common !== null && !names.includes(common)
      ? [refusal("COMMON_NAME_NOT_AMONG_NAMES", common.slice(0, 300))]
      : []),
  ];
}

/** A name is as good as the domain that has to be proved for it: below a wildcard's asterisk, BR 3.2.2.6. */
function wrongName(product: Product | undefined, name: string, suffix: PlacementFacts["suffix"]): OrderRefusal[] {
  const base = normalizeDnsName(name) === null ? name : name.replace(/^\*\./, "");
  const found = domainNameRefusals(base, suffix);
  // only of a DV order has every name a record of its own in front of it
  const counts = found.filter(({ code }) => code !== "NAME_TOO_LONG" || product?.validationType === ValidationType.DV);
  return counts.map((one) => refusal("NAME_NOT_ALLOWED", name.slice(0, 300), null, one));
}

function organizationRefusals({ validationType }: Product, organization: EvDetails | null): OrderRefusal[] {
  if (validationType === ValidationType.DV) return organization ? [refusal("ORGANIZATION_NOT_FOR_DV", null)] : [];
  if (!organization) return [refusal("ORGANIZATION_NEEDED", null, "/organizations")];
  const { id, legalName, registrationNumber, businessCategory, jurisdictionCountry } = organization;
  // EVG 7.1.4.2.3, .4, .5
  const complete = registrationNumber && businessCategory && jurisdictionCountry;
  if (validationType !== ValidationType.EV || complete) return [];
  return [refusal("ORGANIZATION_INCOMPLETE", legalName, `/organizations/${id}`)];
}

function methodRefusals({ validationType }: Product, { domainMethod, dnsNames }: PlacementWish): OrderRefusal[] {
  if (validationType !== ValidationType.DV) return domainMethod ? [refusal("DOMAIN_METHOD_ONLY_FOR_DV", null)] : [];
  if (!domainMethod) return [refusal("DOMAIN_METHOD_NEEDED", null)];
  return wildcardsByFile(domainMethod, dnsNames).map((name) => refusal("WILDCARD_BY_FILE", name));
}

/** The names that a file cannot prove (BR 3.2.2.4.18); none by any other method. */
export function wildcardsByFile(method: DomainMethod, dnsNames: readonly string[]): string[] {
  return method === "HTTP_FILE" ? orderedNames(dnsNames).filter((name) => name.startsWith("*.")) : [];
}

// what mail servers take, and no more: RFC 5321 4.5.3.1
const address = /^[^\s@<>()[\]\\,;:"]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i;

function contactRefusals(contacts: PlacementWish["contacts"]): OrderRefusal[] {
  if (contacts.length > mostContacts) return [refusal("TOO_MANY_CONTACTS", String(contacts.length))];
  const wrong = contacts.filter(({ email }) => !isAddress(email.trim()));
  return [
    ...(contacts.some(({ kind }) => kind === "CERTIFICATE") ? [] : [refusal("CONTACT_NEEDED", null)]),
    ...wrong.map(({ email }) => refusal("CONTACT_NOT_AN_ADDRESS", email.trim().slice(0, 300) || null)),
  ];
}

/** Whether a text can be an e-mail address at all. */
export function isAddress(email: string): boolean {
  const domain = email.slice(email.lastIndexOf("@") + 1);
  return address.test(email) && email.length <= 254 && normalizeDnsName(domain) !== null && domain.includes(".");
}

function timeRefusals(wish: PlacementWish, now: Date): OrderRefusal[] {
  const end = wish.orderValidTo ? wholeSecond(wish.orderValidTo) : usualOrderEnd(now);
  const latest = latestOrderEnd(now);
  const at = wish.validTo ? wholeSecond(wish.validTo) : null;
  const longest = longestValidTo(now);
  return [
    ...(end <= now ? [refusal("ORDER_ENDS_IN_THE_PAST", end.toISOString())] : []),
    ...(end > latest ? [refusal("ORDER_TOO_LONG", latest.toISOString())] : []),
    ...(at && at <= now ? [refusal("VALIDITY_IN_THE_PAST", at.toISOString())] : []),
    ...(at && at > end && end > now ? [refusal("VALIDITY_EXCEEDS_ORDER", end.toISOString())] : []),
    ...(at && at > longest ? [refusal("VALIDITY_EXCEEDS_MAXIMUM", longest.toISOString())] : []),
  ];
}

function hashRefusals({ signatureHashes }: PlacementFacts, { signatureHash }: PlacementWish): OrderRefusal[] {
  if (signatureHashes?.length === 0) return [refusal("ISSUER_UNAVAILABLE", null)];
  if (!signatureHash || !signatureHashes || signatureHashes.includes(signatureHash)) return [];
  return [refusal("SIGNATURE_HASH_NOT_ALLOWED", signatureHash)];
}
