import { bitString, buffer, positive, ready, type Shape } from "./asn1.ts";

/** RFC 6960 §4.1.1: whose certificate is asked about, by hashes of its issuer, and its serial. `hashAlgorithm` is hex DER. */
export interface CertIdParts {
  hashAlgorithm: string;
  issuerNameHash: Buffer;
  issuerKeyHash: Buffer;
  serial: Buffer;
}

export interface ResponseDataParts {
  /** SHA-1 of the CA's public key bits: the ResponderID. */
  keyHash: Buffer;
  producedAt: Date;
  certId: CertIdParts;
  /** null: good. */
  revoked: { at: Date; reason: number | null } | null;
  thisUpdate: Date;
  nextUpdate: Date;
}

const octets = (bytes: Buffer): Shape => ({ octstr: { hex: bytes.toString("hex") } });

/** OCSP knows no other form of a time (RFC 6960 §4.2.2.1), whatever the year. */
const time = (at: Date): Shape => ({
  gentime: at
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:T]/g, ""),
});

function certStatus(revoked: ResponseDataParts["revoked"]): Shape {
  if (!revoked) return ready("8000");
  const reason: Shape[] = revoked.reason === null ? [] : [{ tag: { tage: "a0", obj: { enum: revoked.reason } } }];
  return { tag: { tagi: "a1", obj: { seq: [time(revoked.at), ...reason] } } };
}

/** ResponseData, version 1, about one certificate, without extensions. */
export function encodeResponseData(parts: ResponseDataParts): Buffer {
  const { hashAlgorithm, issuerNameHash, issuerKeyHash, serial } = parts.certId;
  const single: Shape = {
    seq: [
      { seq: [ready(hashAlgorithm), octets(issuerNameHash), octets(issuerKeyHash), positive(serial)] },
      certStatus(parts.revoked),
      time(parts.thisUpdate),
      { tag: { tage: "a0", obj: time(parts.nextUpdate) } },
    ],
  };
  const responder: Shape = { tag: { tage: "a2", obj: octets(parts.keyHash) } };
  return buffer({ seq: [responder, time(parts.producedAt), { seq: [single] }] });
}

/** A successful OCSPResponse around a signed BasicOCSPResponse. Without certificates: the issuing CA signs, whose own the client has. */
export function encodeOcspResponse(responseData: Buffer, algorithm: string, signature: Buffer): Buffer {
  const basic = buffer({ seq: [ready(responseData.toString("hex")), ready(algorithm), bitString(signature)] });
  const bytes: Shape = { seq: [{ oid: "1.3.6.1.5.5.7.48.1.1" }, octets(basic)] };
  return buffer({ seq: [{ enum: 0 }, { tag: { tage: "a0", obj: bytes } }] });
}
