import { rootCertificates } from "node:tls";
import { expect, test } from "@jest/globals";
import { type AnyCertificate, readAnyCertificate } from "../ca/any-certificate.ts";
import { chainOf } from "./chain-of.ts";
import { isSignedBy } from "./is-signed-by.ts";
import { readCertificates } from "./read-certificates.ts";
import { signatureOf } from "./signature-of.ts";

/** Every root that Node trusts: certificates that forty CAs wrote, each in its own way. */
const roots = rootCertificates.map((pem) => readCertificates([pem])[0] as AnyCertificate);

test("the certificates of all public CAs are read, names and all", () => {
  expect(roots.length).toBeGreaterThan(100);
  for (const root of roots) {
    expect([root.subjectText, root.isCa]).toEqual([expect.stringMatching(/=\S/), true]);
    expect(root.issuerText).toBe(root.subjectText);
    expect(root.subjectText).not.toMatch(/(^|[,+])(CN|O|OU|C|L|ST)=#/);
    expect(root.notAfter > root.notBefore).toBe(true);
    expect(signatureOf(root).name).toMatch(/^(sha1With|1\.2\.840\.(113549\.1\.1|10045\.4\.3)\.\d+$)/);
  }
});

test("each verifies by its own key, and by no other's", async () => {
  const [first, second, third] = roots as [AnyCertificate, AnyCertificate, AnyCertificate];
  for (const root of roots.slice(0, 30))
    expect([root.subjectText, await isSignedBy(root, root)]).toEqual([root.subjectText, true]);
  expect(await isSignedBy(first, { ...second, subject: first.issuer })).toBe(false);
  expect((await chainOf(first, [first, second, third])).gapAbove).toBe(first);
});

test("bytes that are no certificate are null, never thrown", () => {
  const { der } = roots[0] as AnyCertificate;
  for (const bytes of [
    Buffer.alloc(0),
    der.subarray(0, 100),
    Buffer.concat([der, Buffer.from([0])]),
    Buffer.from("30820004", "hex"),
  ])
    expect(readAnyCertificate(bytes)).toBeNull();
});
