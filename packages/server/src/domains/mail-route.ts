import type { DnsAnswer, Perspective } from "../network/network.ts";
import { keepable } from "./evidence.ts";

/** Whether mail can be brought to a domain, and what was asked to know. */
export interface MailRoute {
  exists: boolean;
  evidence: object[];
}

/** RFC 5321 5.1: to its mail exchangers, or to its own address where it names none; RFC 7505: "." says that it takes no mail. */
export async function mailRoute(from: Perspective, domain: string, now: Date): Promise<MailRoute> {
  const exchangers = await from.lookUp(domain, "MX", now);
  if (exchangers.status !== "NOERROR") return { exists: false, evidence: [keepable(exchangers)] };
  if (exchangers.records.length > 0) {
    const named = exchangers.records.some(({ data }) => !/^\d*\s*\.?$/.test(data));
    return { exists: named, evidence: [keepable(exchangers)] };
  }
  const answers: DnsAnswer[] = [exchangers];
  for (const type of ["A", "AAAA"] as const) {
    const addresses = await from.lookUp(domain, type, now);
    answers.push(addresses);
    if (addresses.status === "NOERROR" && addresses.records.length > 0)
      return { exists: true, evidence: keepable(answers) };
  }
  return { exists: false, evidence: keepable(answers) };
}
