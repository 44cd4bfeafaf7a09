import { createHash } from "node:crypto";

/** Among how many CRLs a new issuing CA spreads its certificates: a mass revocation makes each list a quarter as long, and four are still few to keep fresh. */
export const crlShardsOfNewCa = 4;

/** Which of a CA's CRLs speaks of certificates on this key (SubjectPublicKeyInfo as hex): the same one for the same key, evenly spread. */
export function crlShardOf(spki: string, shards: number): number {
  return createHash("sha256").update(Buffer.from(spki, "hex")).digest().readUInt32BE(0) % shards;
}
