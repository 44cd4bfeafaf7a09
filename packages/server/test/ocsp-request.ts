import { createHash } from "node:crypto";
import { readCertificate, readSpki } from "../src/ca/read-certificate.ts";

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const algorithms = { sha1: "06052b0e03021a", sha256: "0609608648016503040201", sha512: "0609608648016503040203" };

/** The CertID of a serial, as a client writes it that has the CA's certificate. */
export function certId(caDer: Buffer, serial: Buffer, hash: keyof typeof algorithms = "sha1"): Buffer {
  const { subject, spki } = readCertificate(caDer).facts;
  const digest = (bytes: Buffer) => der(0x04, createHash(hash).update(bytes).digest());
  const integer = serial[0]! >= 0x80 ? Buffer.concat([Buffer.from([0]), serial]) : serial;
  return der(
    0x30,
    der(0x30, Buffer.from(algorithms[hash], "hex"), der(0x05)),
    digest(Buffer.from(subject, "hex")),
    digest(readSpki(spki).key),
    der(0x02, integer),
  );
}

/** An OCSPRequest about these, with a nonce where one is given (RFC 6960 §4.1.1). */
export function ocspRequest(certIds: Buffer[], nonce?: Buffer): Buffer {
  const list = der(0x30, ...certIds.map((id) => der(0x30, id)));
  const nonceOid = Buffer.from("06092b0601050507300102", "hex");
  const extensions = nonce ? [der(0xa2, der(0x30, der(0x30, nonceOid, der(0x04, der(0x04, nonce)))))] : [];
  return der(0x30, der(0x30, list, ...extensions));
}
