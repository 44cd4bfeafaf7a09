import { normalizeDnsName } from "./dns-name.ts";
import { domainNameRefusals, domainNameRefusalWords, type SuffixFacts } from "./domain-name-refusals.ts";
import type { ImportRefusal, ImportRefusalCode } from "./import-refusal.ts";

export type { ImportRefusal } from "./import-refusal.ts";

import { ValidationType } from "./products.ts";
import { isOver } from "./validity.ts";

/** What is so about a certificate of another CA, and what is known of it here. */
export interface ImportFacts {
  level: ValidationType;
  /** The extended key usages, by their OIDs; null when there is no such extension, which allows any. */
  usages: readonly string[] | null;
  /** The DNS names of its subjectAltName as written there, and what else is named there, in words. */
  dnsNames: readonly string[];
  otherNames: readonly string[];
  validTo: Date;
  /** The name of its signature algorithm, and whether clients accept it. */
  signature: { name: string; accepted: boolean };
  /** The certificate above which none was found although there are more, and who issued it. */
  gap: { above: string; wanted: string } | null;
  /** Whether a CA of ours signed it. */
  issuedHere: boolean;
  /** The order of the account it is on; without a number for whoever may not see that. */
  known: { orderNumber: number | null } | null;
  /** What is known of its key; `by`: the weakness, or who has it. */
  key: { code: "KEY_ALREADY_USED" | "KEY_COMPROMISED"; by: string | null } | null;
}

const serverAuth = "1.3.6.1.5.5.7.3.1";
const anyUsage = "2.5.29.37.0";

/** Every reason why a certificate is not imported; an empty list means yes. `suffix`: what the public suffix list says. */
export function importRefusals(
  facts: ImportFacts,
  suffix: ((name: string) => SuffixFacts) | null,
  now: Date,
): ImportRefusal[] {
  const { usages, validTo, signature, gap, known, key } = facts;
  const found: ImportRefusal[] = [];
  if (known) {
    const number = known.orderNumber === null ? null : String(known.orderNumber);
    found.push(refusal("ALREADY_KNOWN", number, null, number && `/orders/${number}`));
  } else if (facts.issuedHere) found.push(refusal("ISSUED_HERE"));
  if (isOver(validTo, now)) found.push(refusal("EXPIRED", validTo.toISOString()));
  if (usages !== null && !usages.includes(serverAuth) && !usages.includes(anyUsage))
    found.push(refusal("NOT_FOR_SERVERS", null, usages.join(", ") || null));
  if (!signature.accepted) found.push(refusal("SIGNATURE_NOT_ACCEPTED", null, signature.name));
  if (gap) found.push(refusal("CHAIN_BROKEN", gap.above, gap.wanted));
  found.push(...nameRefusals(facts, suffix));
  // of a certificate that is here, the key is, too
  if (key && !known) found.push(refusal(key.code, null, key.by));
  return found;
}

function nameRefusals(
  { level, dnsNames, otherNames }: ImportFacts,
  suffix: ((name: string) => SuffixFacts) | null,
): ImportRefusal[] {
  if (dnsNames.length === 0 && otherNames.length === 0) return [refusal("NO_NAMES")];
  const notAllowed = (name: string, why: string) => refusal("NAME_NOT_ALLOWED", name.slice(0, 300), why);
  const others = otherNames.map((name) => notAllowed(name, "it is no DNS name"));
  const refused = dnsNames.flatMap((name) => {
    const why = flawOf(name, level, suffix);
    return why ? [notAllowed(name, why)] : [];
  });
  return [...others, ...refused];
}

function flawOf(name: string, level: ValidationType, suffix: ((name: string) => SuffixFacts) | null): string | null {
  const normal = normalizeDnsName(name);
  // EVG 7.1.2.1
  if (normal?.startsWith("*.") && level === ValidationType.EV) return "an EV certificate has no wildcard";
  const [flaw] = domainNameRefusals(normal?.replace(/^\*\./, "") ?? name, suffix);
  return flaw ? domainNameRefusalWords(flaw).message.replace(/\.$/, "") : null;
}

/** A reason with what it is about. */
export function refusal(
  code: ImportRefusalCode,
  subject: string | null = null,
  found: string | null = null,
  path: string | null = null,
): ImportRefusal {
  return { code, subject, found, path };
}
