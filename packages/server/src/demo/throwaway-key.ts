import { createHash, generateKeyPair, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";
import { encodeName, encodeSigned } from "../ca/asn1.ts";
import { toPem } from "../ca/pem.ts";
import type { KeyFacts } from "../keys/claim-key.ts";

const generate = promisify(generateKeyPair);
const signBytes = promisify(sign) as (digest: string, data: Buffer, key: KeyObject) => Promise<Buffer>;

// RFC 5758 3.2 and RFC 4055 5, as AlgorithmIdentifiers
const signatureAlgorithms = { EC: "300a06082a8648ce3d040302", RSA: "300d06092a864886f70d01010b0500" };

/** The public half of a server's key. The private half is gone once the request is signed. */
export interface ThrowawayKey extends KeyFacts {
  spkiDer: Buffer;
  /** A PKCS#10 request signed by it, PEM. */
  csr: string;
}

/** Makes a key as a server would, signs a request with it, and forgets it. */
export async function throwawayKey(type: "RSA" | "EC", commonName: string): Promise<ThrowawayKey> {
  const { publicKey, privateKey } =
    type === "RSA" ? await generate("rsa", { modulusLength: 2048 }) : await generate("ec", { namedCurve: "P-256" });
  const spkiDer = publicKey.export({ format: "der", type: "spki" });
  const info = requestInfo(commonName, spkiDer);
  const der = encodeSigned(info, signatureAlgorithms[type], await signBytes("sha256", info, privateKey));
  return {
    spkiDer,
    spkiSha256: createHash("sha256").update(spkiDer).digest("hex"),
    keyAlgorithm: type === "RSA" ? "RSA 2048" : "ECDSA P-256",
    csr: toPem("CERTIFICATE REQUEST", der),
  };
}

/** RFC 2986 4.1: version 0, the subject, the key, and no attributes. */
function requestInfo(commonName: string, spkiDer: Buffer): Buffer {
  // RFC 5280 appendix A.1: a common name has at most 64 characters
  const subject = commonName.length > 64 ? [] : [{ oid: "2.5.4.3", encoding: "utf8" as const, value: commonName }];
  const parts = [
    Buffer.from("020100", "hex"),
    Buffer.from(encodeName(subject), "hex"),
    spkiDer,
    Buffer.from("a000", "hex"),
  ];
  const content = Buffer.concat(parts);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length);
  // a key alone is past 90 octets, so the length takes one octet more, or two
  const head =
    content.length < 128 ? [content.length] : content.length < 256 ? [0x81, content.length] : [0x82, ...length];
  return Buffer.concat([Buffer.from([0x30, ...head]), content]);
}
