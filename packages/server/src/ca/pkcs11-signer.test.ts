import { createPublicKey, verify, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { builtInIssuer } from "./built-in-issuer.ts";
import { draftIssuingCa, draftRoot, endOfYears, signCa } from "./ca-certificate.ts";
import { draftCertificate, newSerial } from "./draft.ts";
import { lint } from "./lint.ts";
import { createPkcs11Key, openPkcs11Signer } from "./pkcs11-signer.ts";
import { openToken } from "./pkcs11-token.ts";
import { pkiUrl, rsaCa, samplePlan, signedAt } from "./sample.ts";
import { softHsmModule, softToken } from "./soft-hsm.ts";

const module = softHsmModule(process.env.SOFTHSM2_MODULE);
/** Skipped where SoftHSM (Debian: softhsm2) is not installed; SOFTHSM2_MODULE says where its module is otherwise. */
const onToken = module ? test : test.skip;

let token: ReturnType<typeof softToken>;
beforeAll(() => {
  if (module) token = softToken(module);
});
afterAll(() => token?.discard());

const tbs = Buffer.from("what is to be signed");
const publicKeyOf = (spki: Buffer) => createPublicKey({ key: spki, format: "der", type: "spki" });

onToken.each([
  ["RSA-3072", "RSA", ["SHA256", "SHA384", "SHA512"]],
  ["P-384", "EC", ["SHA384"]],
] as const)("a %s key made on a token signs there, and node:crypto verifies it", async (type, keyType, hashes) => {
  const label = `made-${type}`;
  const made = await createPkcs11Key(token.settings, label, type);
  const opened = await openPkcs11Signer(token.settings, label);
  expect(opened.keyType).toBe(keyType);
  expect(opened.spkiDer).toEqual(made.spkiDer);
  const key = publicKeyOf(opened.spkiDer);
  expect(key.asymmetricKeyDetails).toMatchObject(
    keyType === "RSA" ? { modulusLength: 3072, publicExponent: 65537n } : { namedCurve: "secp384r1" },
  );
  for (const hash of hashes) expect(verify(hash.toLowerCase(), tbs, key, await opened.sign(tbs, hash))).toBe(true);
});

onToken("a private key on a token cannot be taken out", async () => {
  await createPkcs11Key(token.settings, "kept", "P-384");
  const session = await openToken(token.settings);
  const [key] = await session.find([
    { type: 0x003, value: Buffer.from("kept") },
    { type: 0x000, value: Buffer.from([3, 0, 0, 0, 0, 0, 0, 0]) },
  ]);
  const [sensitive, extractable, value] = await session.read(key!, [0x103, 0x162, 0x011]);
  expect({ sensitive: sensitive?.[0], extractable: extractable?.[0], value: value?.length }).toEqual({
    sensitive: 1,
    extractable: 0,
    value: 0,
  });
  await session.close();
});

onToken("fifty signatures asked for at once all come, each of its own bytes", async () => {
  const signer = await createPkcs11Key(token.settings, "busy", "P-384");
  const key = publicKeyOf(signer.spkiDer);
  const texts = Array.from({ length: 50 }, (_, at) => Buffer.from(`text ${at}`));
  const signatures = await Promise.all(texts.map((text) => signer.sign(text, "SHA384")));
  expect(texts.every((text, at) => verify("sha384", text, key, signatures[at]!))).toBe(true);
});

onToken("a session that is lost is opened anew, and the signature comes all the same", async () => {
  const signer = await createPkcs11Key(token.settings, "lost", "P-384");
  await signer.sign(tbs, "SHA384");
  token.closeSessions();
  const signature = await signer.sign(tbs, "SHA384");
  expect(verify("sha384", tbs, publicKeyOf(signer.spkiDer), signature)).toBe(true);
});

onToken("a certificate is issued by a CA whose key is on a token", async () => {
  const signer = await createPkcs11Key(token.settings, "tls-rsa-1", "RSA-3072");
  const notAfter = endOfYears(signedAt, 10);
  const root = await createPkcs11Key(token.settings, "root", "P-384");
  const named = (commonName: string) => ({ country: "TW", organization: "Sample", commonName });
  const times = { notBefore: signedAt, notAfter };
  const rootDer = await signCa(root, draftRoot({ name: named("Root"), spkiDer: root.spkiDer, ...times }));
  const tbs = draftIssuingCa(
    { slug: "root", certificateDer: rootDer },
    { name: named("TLS RSA CA 1"), spkiDer: signer.spkiDer, ...times },
    pkiUrl,
  );
  const facts = { ...rsaCa, certificateDer: await signCa(root, tbs) };
  const ca = { facts, signer };
  const plan = samplePlan({}, ca.facts);
  const { linted, report } = lint(draftCertificate(plan, newSerial(), signedAt), ca.facts, { at: signedAt });
  expect(report.filter(({ pass }) => !pass)).toEqual([]);
  const { der } = await builtInIssuer(new Map([[ca.facts.id, ca]])).issue(linted!);
  expect(new X509Certificate(der).verify(new X509Certificate(ca.facts.certificateDer).publicKey)).toBe(true);
});

onToken("what is wrong with a token is said in words", async () => {
  await createPkcs11Key(token.settings, "there", "P-384");
  token.closeSessions();
  const { settings } = token;
  const refused: [() => Promise<unknown>, RegExp][] = [
    [() => openPkcs11Signer({ ...settings, pin: "not this" }, "there"), /PIN is wrong.*PKCS11_PIN_FILE/],
    [() => openPkcs11Signer({ ...settings, pin: "not this" }, "there"), /refused this PIN before/],
    [
      () => openPkcs11Signer({ ...settings, token: "another" }, "there"),
      /no token with the label "another".*There: "test/,
    ],
    [() => openPkcs11Signer(settings, "missing"), /private key missing is not on the token/],
    [
      () => openPkcs11Signer({ ...settings, module: "/nowhere/p11.so" }, "there"),
      /\/nowhere\/p11\.so cannot be loaded/,
    ],
    [() => createPkcs11Key(settings, "there", "P-384"), /has a private key there already/],
  ];
  for (const [attempt, words] of refused) await expect(attempt()).rejects.toThrow(words);
  expect((await openPkcs11Signer(settings, "there")).keyType).toBe("EC");
});
