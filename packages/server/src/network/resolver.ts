import { encodeQuestion, isAnswerTo, plainName, type Question, type Reply, readReply } from "./dns-message.ts";
import { exchangeByTcp, exchangeByUdp } from "./exchange.ts";
import type { DnsAnswer, DnsRecord, DnsStatus, RecordType } from "./network.ts";

export interface Resolver {
  /** Never throws: the answer says what happened. */
  lookUp(name: string, type: RecordType, now: Date): Promise<DnsAnswer>;
}

// RFC 8659 3 leaves the limit to us; 8 is what common resolvers follow at least.
const longestChain = 8;
// an alias after the other, each answered in the last moment, is not followed to its end
const mostPatience = 5;

type Said = Pick<DnsAnswer, "resolver" | "transport" | "status" | "authenticated"> & Pick<Reply, "aliases" | "records">;

/** Asks recursive resolvers, in turn until one answers; each as [address]:port. */
export function openResolver(resolvers: readonly string[], patience: number): Resolver {
  return {
    async lookUp(name, type, now) {
      const asked = plainName(name);
      const chain = [asked];
      const answer = (said: Omit<Said, "aliases" | "records">, status: DnsStatus, records: DnsRecord[]): DnsAnswer => {
        const { resolver, transport, authenticated } = said;
        return { name: asked, type, resolver, transport, status, authenticated, chain, records, at: now.toISOString() };
      };
      const unasked = { resolver: resolvers[0] ?? "", transport: "UDP", authenticated: false } as Said;
      if (!isAskable(asked)) return answer(unasked, "NAME_NOT_VALID", []);

      const end = performance.now() + mostPatience * patience;
      const left = () => Math.min(patience, end - performance.now());
      let authenticated = true;
      for (;;) {
        const current = chain.at(-1)!;
        const said = await askInTurn(resolvers, { name: current, type }, left);
        authenticated &&= said.authenticated;
        const whole = { ...said, authenticated };
        if (said.status !== "NOERROR" && said.status !== "NXDOMAIN") return answer(whole, said.status, []);
        if (type !== "CNAME" && !followAliases(said.aliases, chain)) return answer(whole, "CHAIN_TOO_LONG", []);
        const last = chain.at(-1)!;
        const records = said.records.filter((record) => record.name === last);
        if (records.length > 0 || said.status === "NXDOMAIN" || last === current)
          return answer(whole, said.status, records);
      }
    },
  };
}

/** Lengthens the chain by what the answer says; false when it leads round or too far. */
function followAliases(aliases: Reply["aliases"], chain: string[]): boolean {
  for (let next = aliases.get(chain.at(-1)!); next !== undefined; next = aliases.get(next)) {
    if (chain.includes(next) || chain.length > longestChain || !isAskable(next)) return false;
    chain.push(next);
  }
  return true;
}

// What the wire format can hold; which names may be certified is another matter.
const isAskable = (name: string) =>
  name.length <= 253 && name.split(".").every((label) => /^[\x21-\x7e]{1,63}$/.test(label) && !label.includes("\\"));

async function askInTurn(resolvers: readonly string[], question: Question, left: () => number): Promise<Said> {
  let last: Said | null = null;
  // whoever was first is asked once more: a single packet may have got lost
  for (const resolver of [...resolvers, ...resolvers.slice(0, 1)]) {
    const said = await askChecked(resolver, question, left);
    // a wrong signature is an answer: a resolver that does not check would hide it
    if (["NOERROR", "NXDOMAIN", "BOGUS"].includes(said.status)) return said;
    // what a server said tells more than that another was silent
    if (last === null || !["TIMEOUT", "UNREACHABLE"].includes(said.status)) last = said;
  }
  return last ?? silent("", "UDP", "UNREACHABLE");
}

// SERVFAIL hides two things: a server that is broken, and signatures that are. Without checking, only the first fails.
async function askChecked(resolver: string, question: Question, left: () => number): Promise<Said> {
  const said = await askOne(resolver, question, false, left);
  if (said.status !== "SERVFAIL") return said;
  const { status } = await askOne(resolver, question, true, left);
  return status === "NOERROR" || status === "NXDOMAIN" ? { ...said, status: "BOGUS" } : said;
}

async function askOne(resolver: string, question: Question, unchecked: boolean, left: () => number): Promise<Said> {
  if (left() <= 0) return silent(resolver, "UDP", "TIMEOUT");
  const asked = encodeQuestion(question, unchecked);
  const isAnswer = (bytes: Buffer) => isAnswerTo(asked, bytes);
  const datagram = await exchangeByUdp(resolver, asked, isAnswer, left());
  if (!Buffer.isBuffer(datagram)) return silent(resolver, "UDP", datagram);
  // the bit is read without the rest: what was cut off may not be readable
  const truncated = (datagram[2]! & 0x02) !== 0;
  if (!truncated) return heard(resolver, "UDP", readReply(datagram, question.type));

  const stream = await exchangeByTcp(resolver, asked, Math.max(1, left()));
  if (!Buffer.isBuffer(stream)) return silent(resolver, "TCP", stream);
  return heard(resolver, "TCP", isAnswer(stream) ? readReply(stream, question.type) : null);
}

function heard(resolver: string, transport: DnsAnswer["transport"], reply: Reply | null): Said {
  if (!reply || reply.truncated) return silent(resolver, transport, "MALFORMED");
  const { status, authenticated, aliases, records } = reply;
  return { resolver, transport, status, authenticated, aliases, records };
}

const silent = (resolver: string, transport: DnsAnswer["transport"], status: DnsStatus): Said => ({
  resolver,
  transport,
  status,
  authenticated: false,
  aliases: new Map(),
  records: [],
});
