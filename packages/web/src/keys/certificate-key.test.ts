import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { expect, test } from "@jest/globals";
import { certificateKey } from "./certificate-key.ts";

const newKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
const key = newKey();
const spki = createPublicKey(key).export({ format: "der", type: "spki" });
const wanted = createHash("sha256").update(spki).digest("hex");
const pem = (one: KeyObject) => one.export({ format: "pem", type: "pkcs8" }).toString();

test("the key of the certificate is taken from a file, PEM or DER", async () => {
  const der = Uint8Array.from(key.export({ format: "der", type: "sec1" }));
  for (const file of [new Blob([pem(key)]), new Blob([der])])
    expect(await certificateKey(file, null, wanted)).toHaveProperty("privateKey");
});

test("the key of another certificate is refused", async () => {
  expect(await certificateKey(new Blob([pem(newKey())]), null, wanted)).toEqual({ problem: "OTHER_KEY" });
});

test("what is no key, and what is too large for one, is refused", async () => {
  expect(await certificateKey(new Blob(["hello"]), null, wanted)).toEqual({ problem: "NO_KEY" });
  expect(await certificateKey(new Blob(["a".repeat(70_000)]), null, wanted)).toEqual({ problem: "TOO_LARGE" });
});
