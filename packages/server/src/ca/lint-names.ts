import { normalizeDnsName } from "@duplicert/shared/dns-name";
import { brProfiles, type LintCase, type LintRule, required, rfc5280 } from "./lint-rule.ts";
import { readExtension } from "./read-certificate.ts";

const dnsNameTag = 0x82;
// Special use, so no name below them is anyone's in public DNS: BR 4.2.2 (reverse zones since 2026-03-15), RFC 6761, 6762, 9476.
const reservedZones = ["arpa", "local", "localhost", "internal", "alt", "onion"];

const entries = ({ tbs }: LintCase) => readExtension.subjectAltName(required(tbs, "subjectAltName"));
const names = (the: LintCase): string[] =>
  entries(the)
    .filter(({ tag }) => tag === dnsNameTag)
    .map(({ value }) => value);
const listed = (found: string[]): string | null => (found.length > 0 ? found.join(", ") : null);
const isAddress = (name: string): boolean => /^\d+(\.\d+){3}$/.test(name) || name.includes(":");

/** The names a certificate is for. */
export const nameRules: readonly LintRule[] = [
  {
    id: "san-dns-names-only",
    citation: "BR 7.1.2.7.12",
    since: brProfiles,
    judge: (the) => {
      const found = entries(the);
      if (found.length === 0) return "no name";
      return listed(found.filter(({ tag }) => tag !== dnsNameTag).map(({ tag }) => `general name ${tag & 0x1f}`));
    },
  },
  {
    id: "san-critical-iff-no-subject",
    citation: "BR 7.1.2.7.12; RFC 5280 §4.2.1.6",
    since: brProfiles,
    judge: ({ tbs }) => {
      const critical = tbs.extensions.some(({ oid, critical: is }) => oid === "2.5.29.17" && is);
      if (critical === (tbs.attributes.length === 0)) return null;
      return critical ? "critical beside a subject" : "not critical, and the subject is empty";
    },
  },
  {
    id: "dns-name-well-formed",
    citation: "RFC 5280 §4.2.1.6; RFC 1034 §3.5; BR 7.1.2.7.12",
    since: rfc5280,
    judge: (the) => listed(names(the).filter((name) => normalizeDnsName(name) !== name)),
  },
  {
    id: "dns-name-has-a-zone",
    citation: "BR 4.2.2: no internal names",
    since: "2015-11-01",
    judge: (the) => listed(names(the).filter((name) => name.replace(/^\*\./, "").split(".").length < 2)),
  },
  {
    id: "dns-name-is-no-address",
    citation: "BR 7.1.2.7.12",
    since: brProfiles,
    judge: (the) => listed(names(the).filter(isAddress)),
  },
  {
    id: "dns-name-not-reserved",
    citation: "BR 4.2.2; RFC 6761",
    since: "2026-03-15",
    judge: (the) => listed(names(the).filter((name) => reservedZones.includes(name.split(".").at(-1)!))),
  },
  {
    id: "dns-name-once",
    citation: "BR 7.1.2.7.12",
    since: brProfiles,
    judge: (the) => {
      const lower = names(the).map((name) => name.toLowerCase());
      return listed(lower.filter((name, at) => lower.indexOf(name) !== at));
    },
  },
  {
    id: "wildcard-place",
    citation: "BR 1.6.1, Wildcard Domain Name: the whole leftmost label, once",
    since: brProfiles,
    judge: (the) => listed(names(the).filter((name) => name.replace(/^\*\./, "").includes("*"))),
  },
  {
    id: "no-wildcard-in-ev",
    citation: "EVG 7.1.4.2.2",
    since: rfc5280,
    judge: (the) => (the.profile.wildcards ? null : listed(names(the).filter((name) => name.includes("*")))),
  },
  {
    id: "common-name-is-a-name",
    citation: "BR 7.1.4.3: character for character a name of the subjectAltName",
    since: brProfiles,
    judge: (the) => {
      const found = the.tbs.attributes.filter(({ oid }) => oid === "2.5.4.3").map(({ value }) => value);
      return found.length > 1 ? "several common names" : listed(found.filter((name) => !names(the).includes(name)));
    },
  },
];
