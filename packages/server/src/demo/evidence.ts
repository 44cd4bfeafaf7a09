import { createHash, randomBytes } from "node:crypto";
import type { DomainProofMethod } from "../domains/domain-proof.ts";
import { later } from "./demo-time.ts";
import type { DemoOrganization } from "./organizations.ts";

// Addresses of RFC 5737, which are nobody's.
const perspectives = [
  { region: "eu-central", from: "192.0.2.11", agrees: true },
  { region: "us-east", from: "198.51.100.12", agrees: true },
  { region: "ap-southeast", from: "203.0.113.13", agrees: true },
];

/** What was seen when control of a domain was shown: as a validation would have written it down. */
export function domainEvidence(method: DomainProofMethod, domain: string, at: Date): object {
  const randomValue = randomBytes(20).toString("hex");
  // BR 3.2.2.4: a random value is good for 30 days
  const made = { randomValue, randomValueMadeAt: later(at, -90).toISOString() };
  const seen = { checkedAt: at.toISOString(), perspectives };
  const dns = { resolver: "192.0.2.53", dnssec: "unsigned", rcode: "NOERROR", ttl: 300 };
  switch (method) {
    case "DNS_TXT":
      return { ...made, ...seen, ...dns, record: { name: `_validation.${domain}`, type: "TXT", value: randomValue } };
    case "DNS_CNAME":
      return {
        ...made,
        ...seen,
        ...dns,
        record: {
          name: `_${randomValue.slice(0, 24)}.${domain}`,
          type: "CNAME",
          value: "validation.duplicert.example",
        },
      };
    case "HTTP_FILE": {
      const url = `http://${domain}/.well-known/pki-validation/fileauth.txt`;
      return { ...made, ...seen, url, address: "203.0.113.80", status: 200, redirects: [], body: randomValue };
    }
    default:
      return { ...made, ...mailed(method, domain, at) };
  }
}

function mailed(method: DomainProofMethod, domain: string, at: Date): object {
  const constructed = method === "EMAIL_CONSTRUCTED";
  return {
    sentTo: `${constructed ? "hostmaster" : "certificates"}@${domain}`,
    ...(constructed
      ? {}
      : {
          contactRecord: { name: `_validation-contactemail.${domain}`, type: "TXT", value: `certificates@${domain}` },
        }),
    sentAt: later(at, -85).toISOString(),
    confirmedAt: at.toISOString(),
    confirmedFrom: "198.51.100.23",
  };
}

const specialists = ["Ruth Osei", "Piotr Malik", "Hana Sato", "Diego Luna"];

/** Who collected and who checked a verification: never the same person (EVG 5.2.4). */
export function twoSpecialists(salt: number): { collectedBy: string; checkedBy: string } {
  const [collectedBy, checkedBy] = [salt, salt + 1].map((n) => specialists[n % specialists.length]!);
  return { collectedBy: collectedBy!, checkedBy: checkedBy! };
}

/** What was verified of an organization: the register's entry, who was reached and how, and by whom it was gone through. */
export function organizationEvidence({ details, proof }: DemoOrganization, at: Date, salt: number): object {
  const { collectedBy, checkedBy } = twoSpecialists(salt);
  const day = (minutes: number) => later(at, minutes).toISOString();
  return {
    register: {
      name: proof.register,
      entry: details.registrationNumber,
      status: "active",
      readAt: day(-240),
      extractSha256: extract(details.registrationNumber, at),
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

const extract = (entry: string | null, at: Date): string =>
  createHash("sha256").update(`${entry} ${at.toISOString()}`).digest("hex");
