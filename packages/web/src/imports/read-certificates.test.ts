import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import { expect, test } from "@jest/globals";
import { readCertificates } from "./read-certificates.ts";

const [first = "", second = ""] = rootCertificates;

test("every certificate of a text is shown, whatever stands around it", () => {
  const { certificates, unreadable } = readCertificates(`Bag Attributes\n${first}\n\nand another:\n${second}`);
  expect(unreadable).toBe(0);
  expect(certificates.map(({ validTo }) => new Date(validTo).getTime())).toEqual(
    [first, second].map((pem) => new X509Certificate(pem).validToDate.getTime()),
  );
  expect(certificates.every(({ isCa }) => isCa)).toBe(true);
});

test("a certificate without armour is read, too", () => {
  const base64 = first.replace(/-----[A-Z ]+-----/g, "");
  expect(readCertificates(base64)).toEqual(readCertificates(first));
});

test("what is no certificate is counted, and the others are shown all the same", () => {
  const broken = first.replace(/\n.{20}/, "\nAAAAAAAAAAAAAAAAAAAA");
  expect(readCertificates(`${broken}\n${second}`)).toMatchObject({ certificates: [{}], unreadable: 1 });
  expect(readCertificates("not a certificate")).toEqual({ certificates: [], unreadable: 1 });
  expect(readCertificates("-----BEGIN CERTIFICATE-----\nMIIB")).toEqual({ certificates: [], unreadable: 1 });
});
