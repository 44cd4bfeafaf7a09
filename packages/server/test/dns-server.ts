import { once } from "node:events";
import type { AddressInfo } from "node:net";
import DNS from "dns2";
import type { RecordType } from "../src/network/network.ts";

const { Packet, TCPServer, UDPServer } = DNS;

/** What a name can be made to suffer from. BOGUS: SERVFAIL unless the question says not to check. */
type Trouble = "SERVFAIL" | "REFUSED" | "BOGUS" | "SILENT" | "WRONG_ID" | "OTHER_QUESTION" | "GARBAGE";

/** A recursive resolver that knows what a story tells it, and nothing else: every other name is not there. */
export interface DnsServer {
  /** Address and port, for UDP and TCP alike. */
  address: string;
  /** Replaces the records of that name and type; none: takes them away. CAA as in a zone file: `0 issue "ca.example.com"`. */
  setRecords(name: string, type: RecordType, ...data: string[]): void;
  /** Everything that is asked of that name goes wrong like this; null: no longer. */
  trouble(name: string, trouble: Trouble | null): void;
  /** Called for every question before it is answered: what it does is seen in the answer. */
  onQuestion: ((name: string, type: RecordType) => void) | null;
  /** A server that answers with one CNAME at a time lets the other side do the following. */
  followsAliases: boolean;
  /** Says that DNSSEC holds. */
  authenticates: boolean;
  questions: { name: string; type: RecordType; transport: "UDP" | "TCP" }[];
  close(): Promise<void>;
}

type Zone = Map<string, Map<RecordType, string[]>>;
type Request = InstanceType<typeof Packet>;
type Send = (answer: Request | Buffer) => unknown;

const typeNames = new Map<number, RecordType>([
  [Packet.TYPE.A, "A"],
  [Packet.TYPE.AAAA, "AAAA"],
  [Packet.TYPE.CNAME, "CNAME"],
  [Packet.TYPE.TXT, "TXT"],
  [Packet.TYPE.CAA, "CAA"],
  [Packet.TYPE.MX, "MX"],
]);

/** Opens one on loopback, on a port of its own. */
export async function openDnsServer(): Promise<DnsServer> {
  const zone: Zone = new Map();
  const troubles = new Map<string, Trouble>();
  const tcp = new TCPServer();
  const udp = new UDPServer();
  tcp.listen(0, "127.0.0.1");
  await once(tcp, "listening");
  const { port } = tcp.address() as AddressInfo;
  udp.bind(port, "127.0.0.1");
  await once(udp, "listening");

  const server: DnsServer = {
    address: `127.0.0.1:${port}`,
    setRecords(name, type, ...data) {
      const types = zone.get(name) ?? new Map();
      zone.set(name, types.set(type, data));
    },
    trouble: (name, trouble) => void (trouble ? troubles.set(name, trouble) : troubles.delete(name)),
    onQuestion: null,
    followsAliases: true,
    authenticates: false,
    questions: [],
    async close() {
      udp.close();
      tcp.close();
      await once(tcp, "close");
    },
  };
  const answer = (transport: "UDP" | "TCP") => (request: Request, send: Send) => {
    const [question] = request.questions;
    const type = typeNames.get(question?.type ?? 0);
    if (!question || !type) return;
    const name = question.name.toLowerCase();
    server.questions.push({ name, type, transport });
    server.onQuestion?.(name, type);
    const trouble = troubles.get(name);
    if (trouble && troubled(trouble, request, send)) return;
    send(answerFrom(zone, server, request, name, type));
  };
  udp.on("request", answer("UDP") as never);
  tcp.on("request", answer("TCP") as never);
  return server;
}

/** Does what goes wrong; false: this question is answered all the same. */
function troubled(trouble: Trouble, request: Request, send: Send): boolean {
  const answer = Packet.createResponseFromRequest(request);
  switch (trouble) {
    case "BOGUS":
      if ((request.header as { cd?: number }).cd) return false;
      answer.header.rcode = 2;
      break;
    case "SERVFAIL":
      answer.header.rcode = 2;
      break;
    case "REFUSED":
      answer.header.rcode = 5;
      break;
    case "WRONG_ID":
      answer.header.id = (request.header.id + 1) & 0xffff;
      break;
    case "OTHER_QUESTION":
      answer.questions = [{ ...answer.questions[0]!, name: "elsewhere.example" }];
      break;
    case "GARBAGE": {
      const bytes = answer.toBuffer();
      // an answer is announced, and is not there
      bytes.writeUInt16BE(1, 6);
      send(bytes);
      return true;
    }
    case "SILENT":
      return true;
  }
  send(answer);
  return true;
}

function answerFrom(zone: Zone, server: DnsServer, request: Request, asked: string, type: RecordType): Request {
  const answer = Packet.createResponseFromRequest(request);
  Object.assign(answer.header, { ra: 1, ad: server.authenticates ? 1 : 0 });
  const seen = new Set<string>();
  let name = asked;
  for (let alias = aliasOf(zone, name); alias && type !== "CNAME" && !seen.has(name); alias = aliasOf(zone, name)) {
    answer.answers.push(record(name, "CNAME", alias));
    seen.add(name);
    name = alias;
    if (!server.followsAliases) return answer;
  }
  if (seen.has(name)) return answer;
  for (const data of zone.get(name)?.get(type) ?? []) answer.answers.push(record(name, type, data));
  const isThere = [...zone].some(([one, types]) => types.size > 0 && (one === name || one.endsWith(`.${name}`)));
  if (!isThere) answer.header.rcode = 3;
  return answer;
}

const aliasOf = (zone: Zone, name: string) => zone.get(name)?.get("CNAME")?.[0];

function record(name: string, type: RecordType, data: string): Request["answers"][number] {
  const base = { name, type: Packet.TYPE[type], class: Packet.CLASS.IN, ttl: 60 };
  switch (type) {
    case "CNAME":
      return { ...base, domain: data } as never;
    case "TXT":
      return { ...base, data: data.match(/.{1,255}/gs) ?? [""] } as never;
    case "CAA": {
      const [, flags, tag, value] = /^(\d+) (\S+) "(.*)"$/.exec(data) ?? [];
      return { ...base, flags: Number(flags), tag, value } as never;
    }
    case "MX": {
      const [priority, exchange] = data.split(" ");
      return { ...base, priority: Number(priority), exchange } as never;
    }
    default:
      return { ...base, address: data } as never;
  }
}
