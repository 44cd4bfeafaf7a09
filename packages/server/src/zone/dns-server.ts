import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket as TcpSocket } from "node:net";
import {
  type Answer,
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Packet,
  type Question,
  TRUNCATED_RESPONSE,
} from "dns-packet";
import { hereAddress } from "./demo-hosts.ts";
import type { ZoneAnswer } from "./dns-answer.ts";

const codes = { NOERROR: 0, FORMERR: 1, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 } as const;
const recursionDesired = 1 << 8;
const opcodeBits = 0x7800;
// RFC 1035 4.2.1, and what fits a packet everywhere with EDNS (RFC 6891 6.2.5)
const smallestPacket = 512;
const largestPacket = 1232;
const patience = 10_000;
const mostConnections = 64;

type Answerer = (question: Question) => ZoneAnswer;

/** A name server on UDP and TCP at one port of this machine. */
interface DnsServer {
  port: number;
  close(): Promise<void>;
}

/** Listens at that port, or with 0 at any that both protocols have free. */
export async function openDnsServer(port: number, answer: Answerer): Promise<DnsServer> {
  for (let tries = 1; ; tries++) {
    const tcp = createServer((socket) => serveConnection(socket, answer));
    tcp.maxConnections = mostConnections;
    tcp.listen({ host: hereAddress, port, exclusive: true });
    await once(tcp, "listening");
    const udp = createSocket("udp4");
    try {
      udp.bind({ address: hereAddress, port: (tcp.address() as AddressInfo).port, exclusive: true });
      await once(udp, "listening");
      return running(tcp, udp, answer);
    } catch (error) {
      tcp.close();
      udp.close();
      if (port !== 0 || tries >= 10) throw error;
    }
  }
}

function running(tcp: Server, udp: Socket, answer: Answerer): DnsServer {
  udp.on("message", (message, { port, address }) => {
    const reply = replyTo(message, answer, "UDP");
    if (reply) udp.send(reply, port, address, () => {});
  });
  udp.on("error", () => {});
  const close = async () => {
    udp.close();
    await new Promise((resolve) => tcp.close(resolve));
  };
  return { port: (tcp.address() as AddressInfo).port, close };
}

/** RFC 7766: any number of questions on one connection, each after its length. */
function serveConnection(socket: TcpSocket, answer: Answerer): void {
  let waiting = Buffer.alloc(0);
  socket.setTimeout(patience, () => socket.destroy());
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    while (waiting.length >= 2) {
      const end = 2 + waiting.readUInt16BE(0);
      if (waiting.length < end) return;
      const reply = replyTo(waiting.subarray(2, end), answer, "TCP");
      waiting = waiting.subarray(end);
      if (!reply) return void socket.destroy();
      const length = Buffer.alloc(2);
      length.writeUInt16BE(reply.length);
      socket.write(Buffer.concat([length, reply]));
    }
  });
}

const ourEdns: Answer = {
  type: "OPT",
  name: ".",
  udpPayloadSize: largestPacket,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

/** The bytes to send back; null when nothing can be said to that. */
function replyTo(message: Buffer, answer: Answerer, transport: "UDP" | "TCP"): Buffer | null {
  // shorter than a header, or an answer itself: replying to those is how servers end up talking to each other
  if (message.length < 12 || message[2]! & 0x80) return null;
  const id = message.readUInt16BE(0);
  const flags = message.readUInt16BE(2) & (opcodeBits | recursionDesired);
  const bare = (code: keyof typeof codes) => encode({ id, type: "response", flags: flags | codes[code] });
  if (flags & opcodeBits) return bare("NOTIMP");
  let query: Packet;
  try {
    query = decode(message);
  } catch {
    return bare("FORMERR");
  }
  const [question, ...more] = query.questions ?? [];
  if (!question || more.length > 0) return bare("FORMERR");
  if (question.class !== undefined && question.class !== "IN") return bare("REFUSED");

  const edns = query.additionals?.find((one) => one.type === "OPT");
  const { status, answers, authorities } = answer(question);
  const reply = (more: number, withAnswers: boolean) =>
    encode({
      id,
      type: "response",
      flags: flags | AUTHORITATIVE_ANSWER | codes[status] | more,
      questions: [question],
      answers: withAnswers ? answers : [],
      authorities: withAnswers ? authorities : [],
      additionals: edns ? [ourEdns] : [],
    });
  const whole = reply(0, true);
  const asked = edns ? Math.max(smallestPacket, edns.udpPayloadSize) : smallestPacket;
  return transport === "UDP" && whole.length > Math.min(asked, largestPacket)
    ? reply(TRUNCATED_RESPONSE, false)
    : whole;
}
