import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import { type Perspective, RecordType } from "./network.ts";

const largestQuestion = 4096;
const longestQuestion = 5_000;

const at = z.iso.datetime().transform((text) => new Date(text));
const questions = {
  "/look-up": z.object({ name: z.string().max(255), type: z.enum(RecordType), at }),
  "/fetch-file": z.object({ url: z.string().max(2048), at }),
};

/** The other end of an agent: looks for whoever has the secret, and answers what was seen (see agent.ts). TLS is for what stands in front. */
export function answerAgent(perspective: Perspective, secret: string): Server {
  const server = createServer((request, response) => {
    answer(perspective, secret, request, response).catch(() => reply(response, 400, { message: "No such question." }));
  });
  server.requestTimeout = longestQuestion;
  return server;
}

async function answer(
  perspective: Perspective,
  secret: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === "GET" && request.url === "/health") return reply(response, 200, { healthy: true });
  if (!isAuthorized(request, secret)) return reply(response, 401, { message: "The secret is missing or wrong." });
  if (request.method !== "POST") return reply(response, 405, { message: "Questions are posted." });
  const body: unknown = JSON.parse(await bodyOf(request));
  if (request.url === "/look-up") {
    const asked = questions["/look-up"].parse(body);
    return reply(response, 200, await perspective.lookUp(asked.name, asked.type, asked.at));
  }
  if (request.url === "/fetch-file") {
    const asked = questions["/fetch-file"].parse(body);
    return reply(response, 200, await perspective.fetchFile(asked.url, asked.at));
  }
  reply(response, 404, { message: "There is /look-up and /fetch-file." });
}

function reply(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return;
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { "content-type": "application/json", "content-length": text.length });
  response.end(text);
}

// Hashed, so that lengths are equal and nothing of the secret shows in the time this takes.
function isAuthorized({ headers }: IncomingMessage, secret: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(headers.authorization ?? ""), hash(`Bearer ${secret}`));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > largestQuestion) throw new Error("too large");
  }
  return text;
}
