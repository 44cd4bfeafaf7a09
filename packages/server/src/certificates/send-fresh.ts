import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/** A signed file that is replaced by a newer one: when it was made, and when it ends. */
export interface SignedFile {
  body: Buffer;
  modified: Date;
  until: Date;
  now: Date;
}

// A revocation makes a new file before the old one ends: nobody keeps the old one longer than this.
const longest = 60;

/** Sends a CRL or an OCSP response as caches want it (RFC 9111, RFC 5019 §6.2): 304 to who has it already. */
export function sendFresh(request: FastifyRequest, reply: FastifyReply, { body, modified, until, now }: SignedFile) {
  const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  const seconds = Math.max(0, Math.min(longest, Math.floor((until.getTime() - now.getTime()) / 1000)));
  reply
    .header("cache-control", `public, max-age=${seconds}, must-revalidate, no-transform`)
    .header("last-modified", modified.toUTCString())
    .header("etag", etag);
  return isKnown(request, etag) ? reply.code(304).send() : reply.send(body);
}

// By its tag alone: of two files of one second, which have one date, the newer may be the one with the revocation
// (RFC 9110 §8.8.2.2; §13.1.3 leaves If-Modified-Since to the server).
function isKnown({ method, headers }: FastifyRequest, etag: string): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  const tags = headers["if-none-match"];
  if (tags === undefined) return false;
  return tags === "*" || tags.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}
