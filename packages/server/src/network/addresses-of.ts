import type { DnsAnswer } from "./network.ts";
import type { Resolver } from "./resolver.ts";

const mostTried = 4;

/** The addresses of a name, IPv4 first, at most four; or why there are none. */
export async function addressesOf(
  resolver: Resolver,
  name: string,
  now: Date,
): Promise<string[] | "DNS_FAILED" | "NO_ADDRESS"> {
  const answers = await Promise.all([resolver.lookUp(name, "A", now), resolver.lookUp(name, "AAAA", now)]);
  const found = answers.flatMap(({ records }) => records.map(({ data }) => data)).slice(0, mostTried);
  if (found.length > 0) return found;
  return answers.every(isAnswered) ? "NO_ADDRESS" : "DNS_FAILED";
}

const isAnswered = ({ status }: DnsAnswer) => status === "NOERROR" || status === "NXDOMAIN";
