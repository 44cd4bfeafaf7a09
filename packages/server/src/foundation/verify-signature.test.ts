import { constants, generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "@jest/globals";
import { verifySignature } from "./verify-signature.ts";

const pssOid = "1.2.840.113549.1.1.10";
const message = Buffer.from("what was signed");
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const spki = rsa.publicKey.export({ format: "der", type: "spki" });

test("an RSASSA-PSS signature by an ordinary RSA key verifies with its own hash and salt, and no other", async () => {
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const signature = sign("sha384", message, { key: rsa.privateKey, padding, saltLength: 48 });
  const verify = (pss: Parameters<typeof verifySignature>[4]) =>
    verifySignature(spki, pssOid, message, signature, ...(pss ? [pss] : []));
  expect(await verify({ hash: "sha384", saltLength: 48 })).toBe(true);
  expect(await verify({ hash: "sha384", saltLength: 32 })).toBe(false);
  expect(await verify({ hash: "sha256", saltLength: 48 })).toBe(false);
  expect(await verify({ hash: "sha384", saltLength: 30_000 })).toBe(false);
  expect(await verify(undefined)).toBe(false);
});

test("a signature is verified by the algorithm that is named, which must be one for that type of key", async () => {
  const signature = sign("sha256", message, rsa.privateKey);
  expect(await verifySignature(spki, "1.2.840.113549.1.1.11", message, signature)).toBe(true);
  expect(await verifySignature(spki, "1.2.840.10045.4.3.2", message, signature)).toBe(false);
  expect(await verifySignature(spki, "1.2.3", message, signature)).toBe(false);
});
