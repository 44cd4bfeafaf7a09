import { spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { DownloadFormat } from "@duplicert/shared/download-formats";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { unzipSync } from "fflate";
import { inside, readOne, Tag } from "../ca/der.ts";
import { certificatePem, fromPem } from "../ca/pem.ts";
import { throwawayCa } from "../ca/throwaway-ca.ts";
import { type ChainDers, chainDers, downloadOf } from "./download.ts";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
const withOpenssl = hasOpenssl ? test : test.skip;

let ca: Awaited<ReturnType<typeof throwawayCa>>;
let ders: ChainDers;
let pem: { leaf: string; issuing: string; root: string };
beforeAll(async () => {
  ca = await throwawayCa({ pkiUrl: "http://pki.example.test", notBefore: new Date("2026-11-01T00:00:00Z") });
  // any three certificates will do: what counts is which goes where
  const [leaf, issuing, root] = [ca.ecc, ca.rsa, ca.root].map((one) => one.facts.certificateDer);
  ders = { leaf: leaf!, issuing: [issuing!], root: root! };
  pem = { leaf: certificatePem(leaf!), issuing: certificatePem(issuing!), root: certificatePem(root!) };
});
afterAll(() => ca.discard());

const download = (format: DownloadFormat, commonName = "www.example.com") => downloadOf({ commonName }, ders, format);

test.each([
  ["default", "crt", true],
  ["apache", "crt", false],
  ["default_cer", "cer", true],
  ["default_pem", "crt", true],
] as const)("%s is a ZIP of single .%s files", (format, ending, withRoot) => {
  const { contentType, fileName, body } = download(format);
  expect({ contentType, fileName }).toEqual({ contentType: "application/zip", fileName: "www_example_com.zip" });
  const files = Object.entries(unzipSync(body)).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);
  expect(files).toEqual([
    [`www_example_com.${ending}`, pem.leaf],
    [`Intermediate.${ending}`, pem.issuing],
    ...(withRoot ? [[`TrustedRoot.${ending}`, pem.root]] : []),
  ]);
});

test("the PEM formats hold the certificate first, then those above it", () => {
  const file = { contentType: "application/x-pem-file", fileName: "www_example_com.pem" };
  expect(download("pem_all")).toEqual({ ...file, body: Buffer.from(pem.leaf + pem.issuing + pem.root) });
  expect(download("pem_noroot")).toEqual({ ...file, body: Buffer.from(pem.leaf + pem.issuing) });
  expect(download("pem_nointermediate")).toEqual({ ...file, body: Buffer.from(pem.leaf) });
});

test.each(["cer", "p7b"] as const)("%s is one armoured PKCS#7 of certificate, intermediate and root", (format) => {
  const { contentType, fileName, body } = download(format);
  expect(contentType).toBe("application/x-pkcs7-certificates");
  expect(fileName).toBe(`www_example_com.${format}`);
  const der = fromPem("PKCS7", body.toString());
  const [, content] = inside(readOne(der!), Tag.SEQUENCE);
  const [signedData] = inside(content, 0xa0);
  const certificates = inside(inside(signedData, Tag.SEQUENCE)[3], 0xa0).map((node) => node.raw);
  expect(certificates).toEqual([ders.leaf, ...ders.issuing, ders.root]);
});

withOpenssl("openssl reads the PKCS#7 and prints the three certificates in order", () => {
  const { status, stdout } = spawnSync("openssl", ["pkcs7", "-print_certs"], { input: download("p7b").body });
  expect(status).toBe(0);
  const printed = stdout.toString().match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  expect(printed.map((text) => new X509Certificate(text).raw)).toEqual([ders.leaf, ...ders.issuing, ders.root]);
});

test.each(Object.values(DownloadFormat))("%s gives the same bytes every time", (format) => {
  expect(download(format)).toEqual(download(format));
});

test("a ZIP says nothing of when and where it was made", () => {
  const { body } = download("default");
  // APPNOTE 4.3.7: version, flags, method, then time and date, which begin with 1980
  expect(body.subarray(0, 4).toString("latin1")).toBe("PK\x03\x04");
  expect(body.readUInt16LE(8)).toBe(0);
  expect(body.readUInt16LE(10)).toBe(0);
  expect(body.readUInt16LE(12)).toBe((0 << 9) | (1 << 5) | 1);
});

test("a wildcard's name is safe in every file system and header", () => {
  expect(download("pem_noroot", "*.example.com").fileName).toBe("star_example_com.pem");
  expect(Object.keys(unzipSync(download("apache", "*.example.com").body))).toEqual([
    "star_example_com.crt",
    "Intermediate.crt",
  ]);
});

test("the chain on record is read block by block, however many there are", () => {
  const row = { certificateId: "", der: ders.leaf, chainPem: pem.issuing, rootPem: pem.root };
  expect(chainDers(row)).toEqual(ders);
  const longer = { ...row, chainPem: `${pem.issuing}\r\n${pem.root}` };
  expect(chainDers(longer).issuing).toEqual([ders.issuing[0], ders.root]);
  expect(downloadOf({ commonName: "a.test" }, chainDers(longer), "pem_noroot").body.toString()).toBe(
    pem.leaf + pem.issuing + pem.root,
  );
});

test("a chain on record that is none is a bug, and is not handed out", () => {
  const row = { certificateId: "", der: ders.leaf, chainPem: "", rootPem: pem.root };
  expect(chainDers(row).issuing).toEqual([]);
  expect(() => chainDers({ ...row, rootPem: "" })).toThrow(/something else than certificates/);
});
