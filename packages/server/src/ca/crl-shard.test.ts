import { randomBytes } from "node:crypto";
import { expect, test } from "@jest/globals";
import { crlShardOf, crlShardsOfNewCa } from "./crl-shard.ts";
import { eccCa, samplePlan } from "./sample.ts";

test("the same key has the same shard for ever, and keys are spread evenly", () => {
  // SHA-256 of the three bytes begins ba7816bf
  const spki = Buffer.from("abc").toString("hex");
  expect([1, 2, 4, 7].map((shards) => crlShardOf(spki, shards))).toEqual([
    0,
    0xba7816bf % 2,
    0xba7816bf % 4,
    0xba7816bf % 7,
  ]);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 2000; i += 1) counts[crlShardOf(randomBytes(91).toString("hex"), crlShardsOfNewCa)]! += 1;
  for (const count of counts) expect(count).toBeGreaterThan(350);
});

test("a plan says which of its CA's CRLs will speak of it; a CA with one has number 0", () => {
  const plan = samplePlan({ signatureHash: "SHA384" }, eccCa);
  expect(plan.crlShard).toBe(crlShardOf(plan.spki, eccCa.crlShards));
  expect(samplePlan({ signatureHash: "SHA384" }, { ...eccCa, crlShards: 1 }).crlShard).toBe(0);
});
