import { createPublicKey } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { verifyWithNode } from "../test/verify-with-node.ts";
import { type CsrReading, readCsr } from "./csr.ts";

const folder = new URL("../fixtures/csr/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => !name.endsWith(".sh"));
const textOf = (name: string): string =>
  readFileSync(new URL(name, folder)).toString(name.endsWith(".der") ? "base64" : "utf8");
const read = (text: string): Promise<CsrReading> => readCsr(text, verifyWithNode);
const faultsOf = async (text: string): Promise<string[]> =>
  (await read(text)).faults.map(({ code, found }) => (found === null ? code : `${code} ${found}`));

const good = textOf("good-rsa-2048.pem");
const goodDer = readFileSync(new URL("good-der.der", folder));
const label = (name: string, body: string) => `-----BEGIN ${name}-----\n${body}\n-----END ${name}-----\n`;

test.each(fixtures.filter((name) => name.startsWith("good-")))("%s is accepted", async (name) => {
  const { csr, faults } = await read(textOf(name));
  expect(faults).toEqual([]);
  expect(await read(csr!.pem)).toEqual({ csr, faults: [] });
  expect(await read(Buffer.from(csr!.der).toString("base64"))).toEqual({ csr, faults: [] });
  createPublicKey({ key: Buffer.from(csr!.spkiDer), format: "der", type: "spki" });
});

const verdicts: Record<string, string[]> = {
  "fail-certificate.pem": ["NOT_A_CSR certificate"],
  "fail-dsa.pem": ["KEY_TYPE_NOT_ALLOWED DSA"],
  "fail-ed25519.pem": ["KEY_TYPE_NOT_ALLOWED Ed25519"],
  "fail-explicit-curve.pem": ["KEY_TYPE_NOT_ALLOWED explicit curve"],
  "fail-exponent-3.pem": ["EXPONENT_NOT_ALLOWED exponent 3"],
  "fail-fermat.pem": ["WEAK_KEY close primes"],
  "fail-hybrid-point.pem": ["KEY_MALFORMED hybrid point"],
  "fail-md5.pem": ["WEAK_SIGNATURE_HASH md5"],
  "fail-no-end-line.pem": ["UNREADABLE no END line"],
  "fail-p256-sha1.pem": ["WEAK_SIGNATURE_HASH sha1"],
  "fail-p521.pem": ["KEY_TYPE_NOT_ALLOWED P-521"],
  "fail-pkcs7.pem": ["NOT_A_CSR PKCS#7"],
  "fail-public-key.pem": ["NOT_A_CSR public key"],
  "fail-roca.pem": ["WEAK_KEY ROCA"],
  "fail-rsa-1024.pem": ["KEY_TOO_SMALL RSA 1024"],
  "fail-rsa-2052.pem": ["KEY_MALFORMED RSA 2052, not a multiple of 8"],
  "fail-rsa-pss-key.pem": ["KEY_TYPE_NOT_ALLOWED RSASSA-PSS key"],
  "fail-secp256k1.pem": ["KEY_TYPE_NOT_ALLOWED secp256k1"],
  "fail-sha1.pem": ["WEAK_SIGNATURE_HASH sha1"],
  "fail-small-factor.pem": ["WEAK_KEY divisible by 3"],
  "fail-tampered.der": ["BAD_SIGNATURE"],
  "fail-trailing.der": ["TRAILING_DATA 1 bytes"],
  "fail-truncated.der": ["UNREADABLE cut off"],
  "fail-two-csrs.pem": ["TRAILING_DATA 2 CSRs"],
};

test.each(fixtures.filter((name) => name.startsWith("fail-")))("%s is refused for what it is", async (name) => {
  expect(await faultsOf(textOf(name))).toEqual(verdicts[name]);
});

test("what a CSR holds is read", async () => {
  const { csr } = await read(textOf("good-wildcard.pem"));
  expect(csr).toMatchObject({
    key: { type: "RSA", bits: 2048, exponent: "65537" },
    keyAlgorithm: "RSA 2048",
    signatureAlgorithm: "sha256WithRSAEncryption",
    subject: 'CN=*.example.com,O=Example\\, Ltd. \\"Müller\\",C=TW',
    commonName: "*.example.com",
    dnsNames: ["*.example.com", "example.com"],
    otherNames: ["IP:192.0.2.1", "IP:2001:db8::1", "email:web@example.com", "URI:https://example.com/"],
    hasChallengePassword: false,
  });
  expect((await read(textOf("good-p384.pem"))).csr).toMatchObject({
    key: { type: "EC", curve: "P-384" },
    keyAlgorithm: "ECDSA P-384",
    signatureAlgorithm: "ecdsa-with-SHA384",
  });
  expect((await read(textOf("good-no-names.pem"))).csr).toMatchObject({ subject: "", commonName: null, dnsNames: [] });
  expect((await read(textOf("good-challenge-password.pem"))).csr!.hasChallengePassword).toBe(true);
});

test("a BOM, text around, Windows line ends, one single line and a missing last newline do no harm", async () => {
  const { csr } = await read(good);
  for (const text of [
    `\uFEFF${good}`,
    `Dear CA,\r\n\r\n${good.replaceAll("\n", "\r\n")}\r\nRegards`,
    good.replaceAll("\n", " "),
    good.trimEnd(),
  ]) {
    expect(await read(text)).toEqual({ csr, faults: [] });
  }
});

test("one key has one identity, however its point is encoded", async () => {
  for (const [name, curve] of [
    ["good-compressed-point.pem", "P-256"],
    ["good-compressed-p384.pem", "P-384"],
  ] as const) {
    const { csr } = await read(textOf(name));
    expect(csr!.key).toEqual({ type: "EC", curve });
    const size = curve === "P-256" ? 32 : 48;
    const point = Buffer.from(csr!.spkiDer).subarray(-2 * size - 1);
    expect(point[0]).toBe(4);
    // The CSR itself has the same abscissa, compressed.
    const inside = Buffer.from(csr!.der).indexOf(point.subarray(1, 1 + size));
    expect([2, 3]).toContain(csr!.der[inside - 1]);
    // As openssl uncompresses it.
    const { x, y } = createPublicKey({
      key: Buffer.from(csr!.der.subarray(inside - (curve === "P-256" ? 27 : 24), inside + size)),
      format: "der",
      type: "spki",
    }).export({ format: "jwk" });
    expect(point.subarray(1).toString("hex")).toBe(
      [x, y].map((one) => Buffer.from(one!, "base64url").toString("hex")).join(""),
    );
  }
});

test("an unknown version is named together with all else that is wrong", async () => {
  const der = Buffer.from(goodDer);
  der[der.indexOf(Buffer.from("020100", "hex")) + 2] = 99;
  expect(await faultsOf(der.toString("base64"))).toEqual(["UNREADABLE unknown version", "BAD_SIGNATURE"]);
});

test("what cannot be read is unreadable", async () => {
  const body = goodDer.toString("base64");
  expect(await faultsOf("")).toEqual(["UNREADABLE nothing"]);
  expect(await faultsOf(" \n")).toEqual(["UNREADABLE nothing"]);
  expect(await faultsOf(goodDer.toString("utf8"))).toEqual(["UNREADABLE binary data"]);
  expect(await faultsOf("hello, world")).toEqual(["UNREADABLE not base64"]);
  expect(await faultsOf(JSON.stringify(good).slice(1, -1))).toEqual(["UNREADABLE escaped line ends"]);
  expect(await faultsOf(body.slice(0, -1))).toEqual(["UNREADABLE base64 cut off"]);
  expect(await faultsOf(label("CERTIFICATE REQUEST", ""))).toEqual(["UNREADABLE nothing between the lines"]);
  expect(await faultsOf(good.replace("BEGIN", "BEGAN"))).toEqual(["UNREADABLE no BEGIN line"]);
  expect(await faultsOf(good.replace("-----END CERTIFICATE", "-----END NEW CERTIFICATE"))).toEqual([
    "UNREADABLE no END line",
  ]);
  expect(await faultsOf(Buffer.from("30030201", "hex").toString("base64"))).toEqual(["UNREADABLE cut off"]);
  expect(await faultsOf(Buffer.from("3003020105", "hex").toString("base64"))).toEqual(["UNREADABLE another structure"]);
});

test("over 64 KiB is too large before anything else is looked at, in bytes", async () => {
  expect(await faultsOf("!".repeat(65_536))).toEqual(["UNREADABLE not base64"]);
  expect(await faultsOf(good.padEnd(65_537))).toEqual(["TOO_LARGE"]);
  expect(await faultsOf("ü".repeat(32_769))).toEqual(["TOO_LARGE"]);
});

test("every fault is named at once", async () => {
  const both = label(
    "CERTIFICATE REQUEST",
    Buffer.concat([
      Buffer.from(textOf("fail-rsa-1024.pem").replace(/-----.*-----|\n/g, ""), "base64"),
      Buffer.from("00", "hex"),
    ]).toString("base64"),
  );
  expect(await faultsOf(both)).toEqual(["TRAILING_DATA 1 bytes", "KEY_TOO_SMALL RSA 1024"]);
});

test("no single changed byte makes a CSR that is accepted, and none makes the reader throw", async () => {
  const der = Buffer.from(textOf("good-p256.pem").replace(/-----.*-----|\n/g, ""), "base64");
  for (let at = 0; at < der.length; at++) {
    for (const mask of [0x01, 0x80, 0xff]) {
      const changed = Buffer.from(der);
      changed[at]! ^= mask;
      const { faults } = await read(changed.toString("base64"));
      if (faults.length === 0) throw new Error(`byte ${at} ^ ${mask} was accepted`);
    }
  }
});

test("no prefix of a CSR is accepted", async () => {
  for (let length = 1; length < goodDer.length; length++) {
    expect(await faultsOf(goodDer.subarray(0, length).toString("base64"))).toEqual(["UNREADABLE cut off"]);
  }
});

test("a challenge password is noticed, and blotted out of what is kept", async () => {
  const before = await read(textOf("good-challenge-password.pem"));
  expect(before.csr?.hasChallengePassword).toBe(true);
  expect(Buffer.from(before.csr!.der).toString("latin1")).toContain("not a secret");
  const kept = Buffer.from(before.csr!.pemForRecord.replace(/-----[^-]+-----/g, ""), "base64").toString("latin1");
  expect(kept).not.toContain("not a secret");
  expect((await read(before.csr!.pemForRecord)).csr?.spkiDer).toEqual(before.csr!.spkiDer);
});

test("lines of text may stand around a CSR, but no bytes, and nothing on its END line", async () => {
  const pem = textOf("good-p256.pem").trim();
  expect((await read(`Hello,\nhere it is:\n${pem}\nRegards\n`)).faults).toEqual([]);
  for (const text of [`${pem}garbage`, `${pem}\n\u0001\u0002\u0000`, `\u0000${pem}`]) {
    const { csr, faults } = await read(text);
    expect([csr !== null, faults.map(({ code }) => code)]).toEqual([true, ["TRAILING_DATA"]]);
  }
});

test("a PSS signature over other bytes, or said to have another salt, does not verify", async () => {
  const der = Buffer.from(textOf("good-rsa-pss-signature.pem").replace(/-----.*-----|\n/g, ""), "base64");
  const salt = der.lastIndexOf(Buffer.from("a204020200de", "hex")) + 5;
  const changed = Buffer.from(der);
  changed[changed.length - 1]! ^= 1;
  const salted = Buffer.from(der);
  salted[salt] = 0xdd;
  for (const bad of [changed, salted]) expect(await faultsOf(bad.toString("base64"))).toEqual(["BAD_SIGNATURE"]);
});
