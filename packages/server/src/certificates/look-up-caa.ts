import { forbiddenByCaa } from "@duplicert/shared/caa";
import { type DnsAnswer, fromEverywhere, type Network, type Perspective } from "../network/network.ts";
import type { CaaFinding } from "./caa-check.ts";

/** What CAA says about a name, from everywhere. */
export interface CaaVerdict {
  dnsName: string;
  permitted: boolean;
  findings: CaaFinding[];
}

/** Milliseconds that all names of a certificate may take together: name servers that dawdle keep nobody else from theirs. */
const patience = 60_000;

/** Looks from every perspective. Names of one domain climb to the same records: each is asked for once. */
export function lookUpCaa(
  network: Network,
  dnsNames: readonly string[],
  now: Date,
  longest = patience,
): Promise<CaaVerdict[]> {
  const asked = new Map<string, Promise<DnsAnswer>>();
  const end = performance.now() + longest;
  const ask = (from: Perspective, name: string) => {
    const key = `${from.name} ${name}`;
    const answer = asked.get(key) ?? (performance.now() < end ? from.lookUp(name, "CAA", now) : tooLate(name, now));
    asked.set(key, answer);
    return answer;
  };
  return Promise.all(
    dnsNames.map(async (dnsName) => {
      const { holds, findings } = await fromEverywhere(network, (from) =>
        climb(dnsName, network.caaIdentities, (name) => ask(from, name)),
      );
      return { dnsName, permitted: holds, findings };
    }),
  );
}

async function tooLate(name: string, now: Date): Promise<DnsAnswer> {
  const nothing = { chain: [name], records: [], authenticated: false };
  return { name, type: "CAA", resolver: "", transport: "UDP", status: "TIMEOUT", ...nothing, at: now.toISOString() };
}

type Seen = Omit<CaaFinding, "perspective">;

// RFC 8659 3: from the name itself up to the top-level domain; the first that has records decides.
async function climb(
  dnsName: string,
  identities: readonly string[],
  ask: (name: string) => Promise<DnsAnswer>,
): Promise<Seen> {
  const labels = dnsName.replace(/^\*\./, "").split(".");
  const answers: DnsAnswer[] = [];
  for (let i = 0; i < labels.length; i++) {
    const name = labels.slice(i).join(".");
    const answer = await ask(name);
    answers.push(answer);
    // what cannot be found out is never taken for permission
    if (answer.status !== "NOERROR" && answer.status !== "NXDOMAIN")
      return { holds: false, foundAt: null, forbiddenBy: null, answers };
    const properties = answer.records.flatMap(({ caa }) => caa ?? []);
    if (properties.length === 0) continue;
    const forbiddenBy = forbiddenByCaa(properties, dnsName, identities);
    return { holds: forbiddenBy === null, foundAt: name, forbiddenBy, answers };
  }
  return { holds: true, foundAt: null, forbiddenBy: null, answers };
}
