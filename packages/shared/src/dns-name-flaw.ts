/** Why something written where a name belongs is no DNS name that a certificate could carry. */
export const DnsNameFlaw = {
  IP_ADDRESS: "IP_ADDRESS",
  URI: "URI",
  EMAIL: "EMAIL",
  WILDCARD_ALONE: "WILDCARD_ALONE",
  WILDCARD_IN_LABEL: "WILDCARD_IN_LABEL",
  WILDCARD_INSIDE: "WILDCARD_INSIDE",
  EMPTY_LABEL: "EMPTY_LABEL",
  LABEL_TOO_LONG: "LABEL_TOO_LONG",
  NAME_TOO_LONG: "NAME_TOO_LONG",
  UNDERSCORE: "UNDERSCORE",
  INVALID_A_LABEL: "INVALID_A_LABEL",
  MISPLACED_HYPHEN: "MISPLACED_HYPHEN",
  FORBIDDEN_CHARACTER: "FORBIDDEN_CHARACTER",
} as const;
export type DnsNameFlaw = (typeof DnsNameFlaw)[keyof typeof DnsNameFlaw];

/** The flaw of what `normalizeDnsName` says is no DNS name. */
export function dnsNameFlaw(name: string): DnsNameFlaw {
  const labels = name.replace(/\.$/, "").toLowerCase().split(".");
  return (
    otherIdentifier(name, labels) ??
    wildcardFlaw(labels) ??
    lengthFlaw(name, labels) ??
    labelFlaw(labels) ??
    "FORBIDDEN_CHARACTER"
  );
}

function otherIdentifier(name: string, labels: string[]): DnsNameFlaw | null {
  // A last label of digits alone makes an IPv4 address, or what is read as one (WHATWG URL §3.5, "ends in a number").
  if (/^\d+$/.test(labels.at(-1)!)) return "IP_ADDRESS";
  if (/^\[?[0-9a-f]*:[0-9a-f:.]*(?:%\w+)?\]?$/i.test(name)) return "IP_ADDRESS";
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return "URI";
  return name.includes("@") ? "EMAIL" : null;
}

// RFC 9525 §6.3 and BR 1.6.1, "Wildcard Domain Name": the asterisk is the whole of the leftmost label.
function wildcardFlaw(labels: string[]): DnsNameFlaw | null {
  const [first = "", ...rest] = labels;
  if (rest.some((label) => label.includes("*"))) return "WILDCARD_INSIDE";
  if (!first.includes("*")) return null;
  if (first !== "*") return "WILDCARD_IN_LABEL";
  return rest.join("") === "" ? "WILDCARD_ALONE" : null;
}

// RFC 1035 §2.3.4
function lengthFlaw(name: string, labels: string[]): DnsNameFlaw | null {
  if (labels.some((label) => label === "")) return "EMPTY_LABEL";
  if (labels.some((label) => label.length > 63)) return "LABEL_TOO_LONG";
  return name.length > 253 ? "NAME_TOO_LONG" : null;
}

// RFC 5890 §2.3.1 and BR 7.1.2.7.12
function labelFlaw(labels: string[]): DnsNameFlaw | null {
  if (labels.some((label) => label.includes("_"))) return "UNDERSCORE";
  if (labels.some((label) => !/^[a-z0-9-]*\*?$/.test(label))) return "FORBIDDEN_CHARACTER";
  if (labels.some((label) => label.startsWith("xn--"))) return "INVALID_A_LABEL";
  return labels.some((label) => /^-|-$|^..--/.test(label)) ? "MISPLACED_HYPHEN" : null;
}

// RFC 6761, 6762, 7686, 8375, 9476, ICANN's reservation of "internal", and what it will not delegate as so many use it inside.
const specialUse = new Set(
  "alt arpa corp example home internal intranet invalid lan local localdomain localhost mail private test".split(" "),
);

/** What a DNS name is that no public CA may issue for, or not by the usual proofs; null for any other. */
export function notPublic(name: string): "INTERNAL_NAME" | "REVERSE_ZONE" | "ONION_NAME" | null {
  const labels = name.replace(/^\*\./, "").split(".");
  const last = labels.at(-1)!;
  if (last === "onion") return "ONION_NAME";
  // BR 4.2.2, since 2026-03-15
  if (last === "arpa" && /^(?:in-addr|ip6)$/.test(labels.at(-2) ?? "")) return "REVERSE_ZONE";
  return specialUse.has(last) || labels.length === 1 ? "INTERNAL_NAME" : null;
}
