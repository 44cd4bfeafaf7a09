import { covers } from "@duplicert/shared/dns-name";
import type { DomainProofMethod } from "../domains/domain-proof.ts";
import type { AccountKey } from "./people.ts";
import type { ProofStanding } from "./proof-history.ts";

export interface DemoDomain {
  name: string;
  account: AccountKey;
  method: DomainProofMethod;
  standing: ProofStanding;
}

const domain = (
  name: string,
  method: DomainProofMethod = "DNS_TXT",
  standing: ProofStanding = "CURRENT",
): DemoDomain => ({
  name,
  account: "own",
  method,
  standing,
});

// Below example.com, .net and .org, which RFC 2606 keeps free; linters know their top-level domains, unlike .test.
export const demoDomains: readonly DemoDomain[] = [
  domain("harbour.example.com"),
  domain("freight.example.net", "DNS_CNAME"),
  domain("bicycles.example.org"),
  domain("werkstatt.example.org", "EMAIL_CONSTRUCTED"),
  domain("tea.example.net"),
  // 茶.example.net
  domain("xn--cl1a.example.net", "DNS_CNAME"),
  domain("museum.example.org", "EMAIL_TXT_CONTACT"),
  domain("tickets.museum.example.org", "HTTP_FILE"),
  domain("clinics.example.com"),
  domain("patients.example.com", "EMAIL_CONSTRUCTED"),
  domain("observatory.example.net"),
  domain("boulangerie.example.com", "DNS_CNAME"),
  domain("fjordkraft.example.org"),
  domain("orchards.example.com"),
  domain("status.example.net", "HTTP_FILE"),
  domain("regatta.example.com", "DNS_TXT", "LAPSED"),
  domain("pantry.example.com", "DNS_TXT", "NONE"),
  { ...domain("lighthouse.example.org"), account: "other" },
];

/** The domain of the account that stands for a name: the nearest above it. */
export function domainOf(account: AccountKey, dnsName: string): DemoDomain {
  const above = demoDomains.filter((one) => one.account === account && covers(one.name, dnsName));
  const nearest = above.sort((a, b) => b.name.length - a.name.length)[0];
  if (!nearest) throw new Error(`The demo has no domain for ${dnsName}.`);
  return nearest;
}
