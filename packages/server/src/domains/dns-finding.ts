import type { DomainCheckCode } from "@duplicert/shared/domain-check";
import type { DnsAnswer, DnsStatus } from "../network/network.ts";
import { keepable } from "./evidence.ts";

/** What is looked for. */
export interface Sought {
  /** The record's name, or the address of the file. */
  place: string;
  value: string;
  /** Values of earlier challenges of the domain. */
  earlier: readonly string[];
  /** What a CNAME record has to point to. */
  target: string;
}

/** What one perspective saw of it. */
export interface Seen {
  holds: boolean;
  code: DomainCheckCode;
  seen: string | null;
  evidence: object;
}

const codes: Record<DnsStatus, DomainCheckCode> = {
  NOERROR: "RECORD_MISSING",
  NXDOMAIN: "RECORD_MISSING",
  SERVFAIL: "DNS_FAILED",
  BOGUS: "DNSSEC_BOGUS",
  REFUSED: "DNS_FAILED",
  TIMEOUT: "DNS_TIMEOUT",
  MALFORMED: "DNS_FAILED",
  UNREACHABLE: "DNS_FAILED",
  CHAIN_TOO_LONG: "CHAIN_TOO_LONG",
  NAME_NOT_VALID: "DNS_FAILED",
};

/** Why an answer holds no record; null when there is one. */
export function missing(answer: DnsAnswer): Seen | null {
  if (answer.status === "NOERROR" && answer.records.length > 0) return null;
  const code = codes[answer.status];
  return { holds: false, code, seen: code === "RECORD_MISSING" ? null : answer.status, evidence: keepable(answer) };
}
