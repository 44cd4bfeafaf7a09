import { createHash } from "node:crypto";
import type { CheckResult } from "../domains/domain-check-type.ts";
import type { DomainProofMethod } from "../domains/domain-proof.ts";
import { placeOf, targetOf } from "../domains/instruction.ts";
import { newRandomValue } from "../domains/random-value.ts";
import type { DnsAnswer, FileAnswer, RecordType } from "../network/network.ts";
import { later } from "./demo-time.ts";
import type { DemoOrganization } from "./organizations.ts";
import { demoMember, type MemberKey } from "./people.ts";

// Addresses of RFC 5737, which are nobody's: where the resolver of each place on the network is.
const perspectives = [
  ["primary", "192.0.2.53:53"],
  ["us-east", "198.51.100.53:53"],
  ["ap-southeast", "203.0.113.53:53"],
] as const;

/** What was seen when control of a domain was shown: as a look at it writes it down. */
export function domainFound(method: DomainProofMethod, domain: string, value: string | null, at: Date): CheckResult {
  if (method === "EMAIL_CONSTRUCTED" || method === "EMAIL_TXT_CONTACT") return mailed(method, domain, at);
  const random = value ?? newRandomValue();
  const where = placeOf({ method, value: random }, domain);
  const seen = method === "DNS_CNAME" ? targetOf("duplicert.example") : random;
  const findings = perspectives.map(([perspective, resolver]) => ({
    ...{ perspective, code: "VALUE_FOUND" as const, seen },
    evidence:
      method === "HTTP_FILE"
        ? fileAnswer(where, random, at)
        : dnsAnswer(where, method === "DNS_CNAME" ? "CNAME" : "TXT", seen, resolver, at),
  }));
  return { code: "VALUE_FOUND", where, seen, at: at.toISOString(), findings };
}

function dnsAnswer(name: string, type: RecordType, data: string, resolver: string, at: Date): DnsAnswer {
  return {
    ...{ name, type, resolver, transport: "UDP", status: "NOERROR", authenticated: false, chain: [name] },
    records: [{ name, ttl: 300, data }],
    at: at.toISOString(),
  };
}

function fileAnswer(url: string, text: string, at: Date): FileAnswer {
  return {
    ...{ outcome: "OK", url, hops: [{ url, address: "203.0.113.80", status: 200, location: null }] },
    ...{ size: Buffer.byteLength(text), sha256: sha256(text), text, at: at.toISOString() },
  };
}

function mailed(method: "EMAIL_CONSTRUCTED" | "EMAIL_TXT_CONTACT", domain: string, at: Date): CheckResult {
  const recipient = `${method === "EMAIL_CONSTRUCTED" ? "hostmaster" : "certificates"}@${domain}`;
  const contact = placeOf({ method: "EMAIL_TXT_CONTACT", value: null }, domain);
  const named = method === "EMAIL_CONSTRUCTED" ? [] : perspectives;
  const [madeAt, sentAt] = [later(at, -86), later(at, -85)];
  const decidedFrom = "198.51.100.23";
  const evidence = { recipient, valueSha256: sha256(newRandomValue()), madeAt, sentAt, decidedAt: at, decidedFrom };
  return {
    ...{ code: "MAIL_APPROVED", where: domain, seen: recipient, at: at.toISOString() },
    findings: [
      ...named.map(([perspective, resolver]) => ({
        ...{ perspective, code: "CONTACT_FOUND" as const, seen: recipient },
        evidence: dnsAnswer(contact, "TXT", recipient, resolver, madeAt),
      })),
      { perspective: "mail", code: "MAIL_APPROVED", seen: recipient, evidence },
    ],
  };
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const specialists = ["validationSpecialist", "secondSpecialist"] as const;

/** Who collected and who checked a verification: never the same person (EVG 5.2.4). */
export function twoSpecialists(salt: number): { collectedBy: MemberKey; checkedBy: MemberKey } {
  const [collectedBy, checkedBy] = [salt, salt + 1].map((n) => specialists[n % specialists.length]!);
  return { collectedBy: collectedBy!, checkedBy: checkedBy! };
}

/** What was verified of an organization: the register's entry, who was reached and how, and by whom it was gone through. */
export function organizationEvidence({ details, proof }: DemoOrganization, at: Date, salt: number): object {
  const by = twoSpecialists(salt);
  const [collectedBy, checkedBy] = [demoMember(by.collectedBy).name, demoMember(by.checkedBy).name];
  const day = (minutes: number) => later(at, minutes).toISOString();
  return {
    register: {
      name: proof.register,
      entry: details.registrationNumber,
      status: "active",
      readAt: day(-240),
      extractSha256: sha256(`${details.registrationNumber} ${at.toISOString()}`),
    },
    legalName: details.legalName,
    address: [details.streetAddress, details.postalCode, details.locality, details.stateOrProvince, details.country]
      .filter(Boolean)
      .join(", "),
    contact: {
      reachedBy: proof.reachedBy,
      at: day(-130),
      answeredBy: "head of office",
      confirmed: ["the order", "the requester's employment"],
    },
    log: [
      { at: day(-240), by: collectedBy, did: "read the register, compared name, address and number" },
      { at: day(-130), by: collectedBy, did: "reached the organization and had the request confirmed" },
      ...(proof.kind === "EV"
        ? [{ at: day(-20), by: checkedBy, did: "went through all of it a second time (EVG 3.2.2.13)" }]
        : []),
    ],
  };
}
