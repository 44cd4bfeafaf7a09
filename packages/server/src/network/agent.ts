import { z } from "zod";
import { type DnsAnswer, DnsStatus, type FileAnswer, FileOutcome, type Perspective } from "./network.ts";

const dnsAnswer = z.object({
  resolver: z.string(),
  transport: z.enum(["UDP", "TCP"]),
  status: z.enum(DnsStatus),
  authenticated: z.boolean(),
  chain: z.array(z.string()),
  records: z.array(
    z.object({
      name: z.string(),
      ttl: z.number(),
      data: z.string(),
      caa: z.object({ critical: z.boolean(), tag: z.string(), value: z.string() }).optional(),
    }),
  ),
});

const fileAnswer = z.object({
  outcome: z.enum(FileOutcome),
  hops: z.array(
    z.object({
      url: z.string(),
      address: z.string().nullable(),
      status: z.number().nullable(),
      location: z.string().nullable(),
    }),
  ),
  size: z.number(),
  sha256: z.string().nullable(),
  text: z.string().nullable(),
});

// All that an agent may answer: a file with its hops, or a chain of records, is far smaller.
const largestAnswer = 512 * 1024;

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > largestAnswer) throw new Error("too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** A perspective that is looked from by an agent of ours elsewhere (see answer-agent.ts). An agent that cannot be reached answers so. */
export function openAgent(
  name: string,
  origin: string,
  secret: string,
  patience: { question: number; file: number },
): Perspective {
  const ask = async <T>(path: string, body: object, shape: z.ZodType<T>): Promise<T | null> => {
    try {
      const response = await fetch(`${origin}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
        body: JSON.stringify(body),
        redirect: "error",
        // a chain of questions may take the agent as long as a file
        signal: AbortSignal.timeout(2 * patience.file),
      });
      return response.ok && response.body ? shape.parse(JSON.parse(await textOf(response.body))) : null;
    } catch {
      return null;
    }
  };
  return {
    name,
    async lookUp(asked, type, now): Promise<DnsAnswer> {
      const found = await ask("/look-up", { name: asked, type, at: now.toISOString() }, dnsAnswer);
      const told = { name: asked, type, at: now.toISOString() };
      const nothing = { transport: "TCP", authenticated: false, chain: [asked], records: [] } as const;
      return found
        ? { ...found, ...told }
        : { ...told, ...nothing, resolver: origin, status: "UNREACHABLE", chain: [asked], records: [] };
    },
    async fetchFile(url, now): Promise<FileAnswer> {
      const found = await ask("/fetch-file", { url, at: now.toISOString() }, fileAnswer);
      const told = { url, at: now.toISOString() };
      return found
        ? { ...found, ...told }
        : { ...told, outcome: "UNREACHABLE", hops: [], size: 0, sha256: null, text: null };
    },
  };
}
