import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { readCsr } from "@duplicert/shared/csr";
import { expect, test } from "@jest/globals";
import { compromiseProofs } from "./compromise-proof.ts";

test("a pasted key gives a proof that is signed by it, says that it is compromised, and does not hold it", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const made = await compromiseProofs(privateKey.export({ format: "pem", type: "pkcs1" }).toString());
  expect([made.proofs.length, made.problems]).toEqual([1, []]);
  const [proof = ""] = made.proofs;
  const { csr, faults } = await readCsr(proof, async (spki, _, signed, signature) => {
    const publicKey = createPublicKey({ key: Buffer.from(spki), format: "der", type: "spki" });
    return publicKey.equals(createPublicKey(privateKey)) && verify("sha256", signed, publicKey, signature);
  });
  expect(faults).toEqual([]);
  expect(csr).toMatchObject({ commonName: "This private key is compromised", dnsNames: [] });
  const { d } = privateKey.export({ format: "jwk" });
  expect(Buffer.from(proof.replace(/-----.*-----|\s/g, ""), "base64").includes(Buffer.from(d!, "base64url"))).toBe(
    false,
  );
});

test("a key under a passphrase gives none", async () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const text = privateKey
    .export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "secret" })
    .toString();
  expect(await compromiseProofs(text)).toEqual({ proofs: [], problems: ["PASSPHRASE_NEEDED"] });
});

test("each of several keys gives its own", async () => {
  const pems = ["P-256", "P-384"].map((namedCurve) =>
    generateKeyPairSync("ec", { namedCurve }).privateKey.export({ format: "pem", type: "sec1" }).toString(),
  );
  const { proofs, problems } = await compromiseProofs(`${pems[0]}and\n${pems[1]}`);
  expect([new Set(proofs).size, problems]).toEqual([2, []]);
});
