import type { Answer, CaaAnswer, StringAnswer } from "dns-packet";
import { type DemoHosts, hereAddress, mailExchangerOf, nameServer } from "./demo-hosts.ts";
import { hostOf } from "./record-store.ts";
import { readCaa, readMx, type ZoneRecord } from "./zone-record.ts";

/** What a question is answered with. */
export interface ZoneAnswer {
  status: "NOERROR" | "NXDOMAIN";
  answers: Answer[];
  /** The zone's SOA where there is nothing to answer (RFC 2308 2). */
  authorities: Answer[];
}

// short, because whoever tries something out does not want to wait for a cache
const ttl = 30;
const longestChain = 16;

/** The demo's answer: to its own domains, and to whatever has been published. Nothing else exists in this internet. */
export function dnsAnswer(
  demo: DemoHosts,
  records: readonly ZoneRecord[],
  question: { name: string; type: string },
): ZoneAnswer {
  const chain: Answer[] = [];
  const seen = new Set<string>();
  let name = withoutDot(question.name).toLowerCase();
  for (;;) {
    const here = recordsAt(demo, records, name);
    const alias = here.find((answer): answer is StringAnswer => answer.type === "CNAME");
    const follow = alias && question.type !== "CNAME" && question.type !== "ANY";
    if (!follow) {
      const found = here.filter(({ type }) => question.type === "ANY" || type === question.type);
      const status = here.length > 0 || holdsBelow(demo, records, name) ? "NOERROR" : "NXDOMAIN";
      return { status, answers: [...chain, ...found], authorities: found.length > 0 ? [] : [soaFor(demo, name)] };
    }
    chain.push(alias);
    seen.add(name);
    name = alias.data;
    // a circle is answered as far as it goes: whoever asks sees it
    if (seen.has(name) || chain.length >= longestChain) return { status: "NOERROR", answers: chain, authorities: [] };
  }
}

const withoutDot = (name: string) => name.replace(/\.$/, "");

function recordsAt({ domains, hosts }: DemoHosts, records: readonly ZoneRecord[], name: string): Answer[] {
  const published = records.filter((record) => record.type !== "FILE" && record.name === name).map(asAnswer);
  // whoever publishes a file on a host means a host that there is
  const isHost = hosts.has(name) || records.some((record) => hostOf(record) === name);
  const address: Answer[] = isHost ? [{ type: "A", name, ttl, data: hereAddress }] : [];
  const top: Answer[] = domains.has(name)
    ? [
        { type: "MX", name, ttl, data: { preference: 10, exchange: mailExchangerOf(name) } },
        { type: "NS", name, ttl, data: nameServer },
        soa(name),
      ]
    : [];
  return [...published, ...address, ...top];
}

function asAnswer({ type, name, value }: ZoneRecord): Answer {
  if (type === "CNAME") return { type, name, ttl, data: value };
  if (type === "TXT") return { type, name, ttl, data: [Buffer.from(value)] };
  if (type === "MX") return { type, name, ttl, data: readMx(value)! };
  const { flags, tag, value: data } = readCaa(value)!;
  return { type: "CAA", name, ttl, data: { flags, tag: tag as CaaAnswer["data"]["tag"], value: data } };
}

/** A name without records of its own exists when there are some below it (RFC 8020). */
function holdsBelow({ hosts }: DemoHosts, records: readonly ZoneRecord[], name: string): boolean {
  const suffix = name === "" ? "" : `.${name}`;
  return (
    [...hosts].some((host) => host.endsWith(suffix)) || records.some((r) => (hostOf(r) ?? r.name).endsWith(suffix))
  );
}

function soaFor({ domains }: DemoHosts, name: string): Answer {
  const labels = name.split(".");
  const above = labels.map((_, i) => labels.slice(i).join("."));
  return soa(above.find((one) => domains.has(one)) ?? "");
}

function soa(zone: string): Answer {
  const times = { serial: 1, refresh: 3600, retry: 600, expire: 86_400, minimum: ttl };
  return {
    type: "SOA",
    name: zone || ".",
    ttl,
    data: { mname: nameServer, rname: `hostmaster.${nameServer}`, ...times },
  };
}
