import { randomInt } from "node:crypto";
import {
  type Answer,
  AUTHENTIC_DATA,
  CHECKING_DISABLED,
  DNSSEC_OK,
  decode,
  encode,
  RECURSION_DESIRED,
} from "dns-packet";
import type { CaaRecord, DnsRecord, DnsStatus, RecordType } from "./network.ts";

export interface Question {
  name: string;
  type: RecordType;
}

/** One message of a resolver, read. */
export interface Reply {
  status: DnsStatus;
  truncated: boolean;
  authenticated: boolean;
  /** Lower case, without the dot at the end. */
  aliases: Map<string, string>;
  records: DnsRecord[];
}

// Larger messages come in fragments, which can be forged (the DNS flag day of 2020).
const largestDatagram = 1232;

/** A question under a random number, with the wish for DNSSEC; `unchecked`: whatever its signatures say. */
export function encodeQuestion({ name, type }: Question, unchecked: boolean): Buffer {
  return encode({
    type: "query",
    id: randomInt(0x1_0000),
    flags: RECURSION_DESIRED | AUTHENTIC_DATA | (unchecked ? CHECKING_DISABLED : 0),
    questions: [{ name, type, class: "IN" }],
    additionals: [
      {
        type: "OPT",
        name: ".",
        udpPayloadSize: largestDatagram,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: DNSSEC_OK,
        flag_do: true,
        options: [],
      },
    ],
  });
}

/** Whether these bytes are an answer to that question: its number and the question itself come back. */
export function isAnswerTo(asked: Buffer, bytes: Buffer): boolean {
  if (bytes.length < 12 || bytes.readUInt16BE(0) !== asked.readUInt16BE(0) || !(bytes[2]! & 0x80)) return false;
  // a server that cannot read the question sends back its number alone
  if (bytes.readUInt16BE(4) === 0) return (bytes[3]! & 0x0f) === 1;
  const length = questionLength(asked);
  const [ours, theirs] = [asked, bytes].map((message) => message.toString("latin1", 12, 12 + length).toLowerCase());
  return bytes.readUInt16BE(4) === 1 && ours === theirs;
}

// a question that we wrote: labels, an empty one, type and class
function questionLength(asked: Buffer): number {
  let at = 12;
  while (asked[at]! > 0) at += asked[at]! + 1;
  return at + 5 - 12;
}

// Each name may point to another, and that to the next (RFC 1035 4.1.4): of thousands, reading takes seconds.
const mostRecords = 500;
const recordsIn = (bytes: Buffer) => [6, 8, 10].reduce((sum, at) => sum + bytes.readUInt16BE(at), 0);

/** Reads an answer; null when it cannot be read. */
export function readReply(bytes: Buffer, type: RecordType): Reply | null {
  if (recordsIn(bytes) > mostRecords) return null;
  try {
    const packet = decode(bytes);
    const answers = (packet.answers ?? []).filter((one) => "class" in one && one.class === "IN");
    return {
      status: statusOf(bytes[3]! & 0x0f),
      truncated: packet.flag_tc,
      authenticated: packet.flag_ad,
      aliases: new Map(
        answers.flatMap((one) => (one.type === "CNAME" ? [[plainName(one.name), plainName(one.data)]] : [])),
      ),
      records: answers.flatMap((one) => (one.type === type ? [recordOf(one)] : [])),
    };
  } catch {
    return null;
  }
}

function statusOf(code: number): DnsStatus {
  return ({ 0: "NOERROR", 2: "SERVFAIL", 3: "NXDOMAIN", 1: "MALFORMED" } as const)[code] ?? "REFUSED";
}

/** As names are compared: lower case, without the dot at the end. */
export function plainName(name: string): string {
  return printable(name).toLowerCase().replace(/\.$/, "");
}

function recordOf(answer: Answer): DnsRecord {
  const { name, ttl = 0 } = answer as { name: string; ttl?: number };
  const record = { name: plainName(name), ttl };
  switch (answer.type) {
    case "TXT":
      return { ...record, data: printable(Buffer.concat([answer.data].flat().map((part) => Buffer.from(part)))) };
    case "CAA": {
      const { flags = 0, tag, value } = answer.data;
      const caa = { critical: (flags & 0x80) !== 0, tag: printable(tag).toLowerCase(), value: printable(value) };
      return { ...record, data: caaText(flags, caa), caa };
    }
    case "MX": {
      const { preference = 0, exchange } = answer.data;
      // RFC 7505: a dot alone says that there is none
      return { ...record, data: `${preference} ${plainName(exchange) || "."}` };
    }
    case "CNAME":
      return { ...record, data: plainName(answer.data) };
    default:
      return { ...record, data: "data" in answer ? printable(String(answer.data)) : "" };
  }
}

const caaText = (flags: number, { tag, value }: CaaRecord) => `${flags} ${tag} "${value.replaceAll('"', '\\"')}"`;

// As in a zone file (RFC 1035 5.1): what is read by people and kept as JSON holds no byte that is neither.
function printable(text: string | Buffer): string {
  return Buffer.from(text as string)
    .toString("latin1")
    .replace(/[^\x20-\x7e]/g, (byte) => `\\${String(byte.charCodeAt(0)).padStart(3, "0")}`);
}
