import { spawnSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import type { KeyChoice } from "@duplicert/shared/key-choices";
import { expect, test } from "@jest/globals";
import { Integer, PrintableString, Utf8String } from "asn1js";
import { AttributeTypeAndValue, Certificate } from "pkijs";
import { algorithmOf, hashFor } from "./key-algorithms.ts";
import { makePfx } from "./make-pfx.ts";

const passphrase = "correct horse battery";
const withOpenssl = spawnSync("openssl", ["version"]).status === 0 ? test : test.skip;
const withKeytool = spawnSync("keytool", ["-help"]).status === 0 ? test : test.skip;

/** A pair of keys, its certificate, and that of who signed it. */
async function certified(choice: KeyChoice) {
  const authority = await newKey("P256");
  const server = await newKey(choice);
  const root = await certificate("Test Root", "Test Root", authority, authority);
  const leaf = await certificate("www.example.com", "Test Root", server, authority);
  return { privateKey: server.privateKey, certificates: [leaf, root], friendlyName: "www.example.com" };
}

/** Made once for all tests: its passphrase is slow to try, on purpose. */
const files = { P384: packed("P384"), RSA_2048: packed("RSA_2048") };

async function packed(choice: KeyChoice) {
  const content = await certified(choice);
  return { content, pfx: await makePfx(content, passphrase) };
}

async function newKey(choice: KeyChoice) {
  return (await crypto.subtle.generateKey(algorithmOf(choice), true, ["sign", "verify"])) as CryptoKeyPair;
}

async function certificate(subject: string, issuer: string, of: CryptoKeyPair, by: CryptoKeyPair) {
  const made = new Certificate({ version: 2, serialNumber: new Integer({ value: subject.length }) });
  made.notBefore.value = new Date("2026-01-01T00:00:00Z");
  made.notAfter.value = new Date("2036-01-01T00:00:00Z");
  const country = new AttributeTypeAndValue({ type: "2.5.4.6", value: new PrintableString({ value: "TW" }) });
  for (const [name, text] of [
    [made.subject, subject],
    [made.issuer, issuer],
  ] as const)
    name.typesAndValues.push(
      country,
      new AttributeTypeAndValue({ type: "2.5.4.3", value: new Utf8String({ value: text }) }),
    );
  await made.subjectPublicKeyInfo.importKey(of.publicKey);
  await made.sign(by.privateKey, hashFor(by.privateKey));
  return new Uint8Array(made.toSchema(true).toBER());
}

function withFile<T>(pfx: Uint8Array, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "make-pfx-"));
  try {
    const file = join(folder, "server.p12");
    writeFileSync(file, pfx);
    return use(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const run = (program: string, args: string[]) => {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: "utf8" });
  return { text: stdout + stderr, status };
};

test.each(["P384", "RSA_2048"] as const)(
  "Node serves TLS from a file with a %s key, by its passphrase alone",
  async (choice) => {
    const pfx = Buffer.from((await files[choice]).pfx);
    expect(() => createSecureContext({ pfx, passphrase })).not.toThrow();
    expect(() => createSecureContext({ pfx, passphrase: "correct horse batterz" })).toThrow(/mac verify failure/);
  },
);

withOpenssl.each(["P384", "RSA_2048"] as const)(
  "openssl finds key, certificate and chain in a file with a %s key",
  async (choice) => {
    const { content, pfx } = await files[choice];
    withFile(pfx, (file) => {
      const { text, status } = run("openssl", [
        "pkcs12",
        "-in",
        file,
        "-info",
        "-noenc",
        "-passin",
        `pass:${passphrase}`,
      ]);
      expect(status).toBe(0);
      expect(text).toMatch(/MAC: sha256, Iteration 250000\s+MAC length: 32, salt length: 8/);
      expect(text.match(/PBES2, PBKDF2, AES-256-CBC, Iteration 250000, PRF hmacWithSHA256/g)).toHaveLength(2);
      expect(text.match(/friendlyName: www\.example\.com/g)).toHaveLength(2);
      const ids = [...text.matchAll(/localKeyID: ([0-9A-F ]+)/g)].map(([, id]) => id);
      expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
      const found = (text.match(/-----BEGIN CERTIFICATE[\s\S]*?-----END CERTIFICATE-----/g) ?? []).map(
        (one) => new X509Certificate(one),
      );
      expect(found.map(({ raw }) => Uint8Array.from(raw))).toEqual(content.certificates);
      const key = createPrivateKey(/-----BEGIN PRIVATE KEY[\s\S]*?-----END PRIVATE KEY-----/.exec(text)![0]);
      expect(found[0]!.checkPrivateKey(key)).toBe(true);
    });
  },
);

withKeytool("keytool finds a key with its chain in the file", async () => {
  withFile((await files.RSA_2048).pfx, (file) => {
    const { text, status } = run("keytool", ["-list", "-v", "-keystore", file, "-storepass", passphrase]);
    expect(status).toBe(0);
    expect(text).toContain("Keystore type: PKCS12");
    expect(text).toContain("Alias name: www.example.com");
    expect(text).toContain("Entry type: PrivateKeyEntry");
    expect(text).toContain("Certificate chain length: 2");
    expect(run("keytool", ["-list", "-keystore", file, "-storepass", "another"]).status).not.toBe(0);
  });
});
