import { createSocket } from "node:dgram";
import { createConnection } from "node:net";

/** How an exchange with a resolver ended: its bytes, or why there are none. */
export type Exchanged = Buffer | "TIMEOUT" | "UNREACHABLE";

/** Address and port of a resolver, as in 192.0.2.53:53 or [2001:db8::53]:53. */
function endpointOf(resolver: string): { address: string; port: number } {
  const at = resolver.lastIndexOf(":");
  return { address: resolver.slice(0, at).replace(/^\[|\]$/g, ""), port: Number(resolver.slice(at + 1)) };
}

/** Asks by UDP, from a port that nobody can foresee. What `isAnswer` does not know as the answer is passed over: it may be forged. */
export function exchangeByUdp(
  resolver: string,
  question: Buffer,
  isAnswer: (bytes: Buffer) => boolean,
  patience: number,
): Promise<Exchanged> {
  const { address, port } = endpointOf(resolver);
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
    const end = (found: Exchanged) => {
      clearTimeout(timer);
      socket.removeAllListeners();
      // what still comes in after that is nobody's
      socket.on("error", () => {});
      socket.close();
      resolve(found);
    };
    const timer = setTimeout(() => end("TIMEOUT"), patience);
    socket.on("error", () => end("UNREACHABLE"));
    socket.on("message", (bytes) => isAnswer(bytes) && end(bytes));
    // connected, the kernel itself lets through only what comes from that address and port
    socket.connect(port, address, () => socket.send(question));
  });
}

/** Asks by TCP (RFC 7766): two bytes of length before each message. */
export function exchangeByTcp(resolver: string, question: Buffer, patience: number): Promise<Exchanged> {
  const { address: host, port } = endpointOf(resolver);
  return new Promise((resolve) => {
    const socket = createConnection({ host, port });
    let received = Buffer.alloc(0);
    const end = (found: Exchanged) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(found);
    };
    const timer = setTimeout(() => end("TIMEOUT"), patience);
    socket.on("error", () => end("UNREACHABLE"));
    socket.on("close", () => end("UNREACHABLE"));
    socket.on("connect", () => socket.write(Buffer.concat([lengthOf(question), question])));
    socket.on("data", (bytes) => {
      received = Buffer.concat([received, bytes]);
      // 65,535 is the longest that two bytes can say
      const whole = received.length >= 2 ? received.readUInt16BE(0) + 2 : Number.POSITIVE_INFINITY;
      if (received.length >= whole) end(received.subarray(2, whole));
    });
  });
}

function lengthOf(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return length;
}
