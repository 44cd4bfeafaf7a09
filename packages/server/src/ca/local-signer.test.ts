import { spawnSync } from "node:child_process";
import { createPublicKey, verify } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { createLocalKey, openLocalSigner } from "./local-signer.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "duplicert-keys-"));
});
afterAll(() => rm(folder, { recursive: true }));

const publicKey = (spki: Buffer) => createPublicKey({ key: spki, format: "der", type: "spki" });

test.each(["RSA-2048", "P-384"] as const)(
  "a %s key is opened again and signs what its public key verifies",
  async (type) => {
    const made = await createLocalKey(folder, `key-${type.toLowerCase()}`, type, "open sesame");
    const opened = await openLocalSigner(folder, `key-${type.toLowerCase()}`, "open sesame");
    const signature = await opened.sign(Buffer.from("to be signed"), "SHA384");

    expect(opened.spkiDer).toEqual(made.spkiDer);
    expect(opened.keyType).toBe(type === "P-384" ? "EC" : "RSA");
    expect(verify("sha384", Buffer.from("to be signed"), publicKey(made.spkiDer), signature)).toBe(true);
  },
);

test("the file is encrypted, for its owner alone, and openssl can open it", async () => {
  await createLocalKey(folder, "openssl", "P-384", "open sesame");
  const path = join(folder, "openssl.key.pem");
  const openssl = spawnSync("openssl", ["pkey", "-in", path, "-noout", "-check", "-passin", "pass:open sesame"]);

  expect(await readFile(path, "utf8")).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
  expect((await stat(path)).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
  expect(openssl.error ? "no openssl here" : openssl.stdout.toString()).toMatch(/Key is valid|no openssl here/);
  expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("a wrong passphrase, a missing file and a file that is something else are told apart in words", async () => {
  await createLocalKey(folder, "mine", "P-384", "open sesame");
  await writeFile(join(folder, "letter.key.pem"), "Dear reader");

  await expect(openLocalSigner(folder, "mine", "open barley")).rejects.toThrow(
    "The passphrase does not open the CA key",
  );
  await expect(openLocalSigner(folder, "nobodys", "open sesame")).rejects.toThrow(
    "is missing. Restore it from a backup",
  );
  await expect(openLocalSigner(folder, "letter", "open sesame")).rejects.toThrow("is not an encrypted private key");
});

test("a key is never written over, nor outside its folder, nor without a passphrase", async () => {
  await createLocalKey(folder, "once", "P-384", "open sesame");
  await expect(createLocalKey(folder, "once", "P-384", "open sesame")).rejects.toThrow("already; it is left alone");
  await expect(createLocalKey(folder, "../out", "P-384", "open sesame")).rejects.toThrow("cannot name a key file");
  await expect(createLocalKey(folder, "bare", "P-384", "")).rejects.toThrow("without a passphrase");
});
