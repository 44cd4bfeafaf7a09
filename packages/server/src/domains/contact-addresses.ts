import { normalizeDnsName } from "@duplicert/shared/dns-name";
import { domainNameRefusals } from "@duplicert/shared/domain-name-refusals";
import { type DnsAnswer, fromEverywhere, type Network } from "../network/network.ts";
import { missing } from "./dns-finding.ts";
import type { CheckResult, Finding } from "./domain-check-type.ts";
import { keepable } from "./evidence.ts";
import { suffixFacts } from "./public-suffix.ts";

const mostContacts = 5;

/** Whom a domain's DNS contact record names, as every place on the network sees it; or what was found instead. */
export async function contactAddresses(
  network: Network,
  place: string,
  now: Date,
): Promise<{ addresses: string[]; findings: Finding[]; fault: CheckResult | null }> {
  const ours = await network.perspectives[0].lookUp(place, "TXT", now);
  const addresses = addressesIn(ours).slice(0, mostContacts);
  const { holds, findings: all } = await fromEverywhere(network, async (from) => {
    const answer = await from.lookUp(place, "TXT", now);
    const named = addressesIn(answer);
    const nothing = missing(answer);
    return {
      holds: addresses.length > 0 && addresses.every((one) => named.includes(one)),
      code: nothing && nothing.code !== "RECORD_MISSING" ? nothing.code : ("NO_CONTACT_ADDRESS" as const),
      seen: nothing ? nothing.seen : (keepable(answer).records[0]?.data ?? null),
      evidence: keepable(answer),
    };
  });
  const findings = all.map(({ holds, perspective, code, seen, evidence }) => ({
    ...{ perspective, seen, evidence },
    code: holds ? ("CONTACT_FOUND" as const) : code,
  }));
  const first = findings[0]!;
  if (holds) return { addresses, findings, fault: null };
  const code = first.code === "CONTACT_FOUND" ? "NOT_CORROBORATED" : first.code;
  return { addresses: [], findings, fault: { code, where: place, seen: first.seen, at: now.toISOString(), findings } };
}

/** BR A.2.1: the whole of the record is one address, with no padding or structure. */
function addressesIn({ records }: DnsAnswer): string[] {
  return [...new Set(records.map(({ data }) => data).filter(isAddress))];
}

// RFC 5321 4.5.3.1 for the lengths; the atoms of RFC 5322 3.4.1 without quotes and comments, which no mailbox in use has
function isAddress(text: string): boolean {
  const at = text.lastIndexOf("@");
  const [mailbox, domain] = [text.slice(0, at), text.slice(at + 1)];
  const isMailbox = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i.test(mailbox);
  // root@localhost is not the domain's contact but the relay's
  const isPublic = domainNameRefusals(domain, suffixFacts).length === 0;
  const isWritten = normalizeDnsName(domain) === domain.toLowerCase();
  return text.length <= 254 && mailbox.length <= 64 && isMailbox && isWritten && isPublic;
}
