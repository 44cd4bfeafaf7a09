import { randomBytes } from "node:crypto";
import { encodeTbs } from "./asn1.ts";
import type { Plan } from "./plan.ts";

/** A plan with a serial number and a first second: the exact bytes that would be signed. */
export interface Draft {
  plan: Plan;
  serial: Buffer;
  notBefore: Date;
  tbs: Buffer;
}

/** 16 octets with 126 random bits: positive, never zero, minimal DER (BR 7.1.2.7: above zero, under 2^159, 64 bits of a CSPRNG). */
export function newSerial(): Buffer {
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  return serial;
}

/** To-be-signed bytes: the plan, these two, and nothing else. `notBefore` is a whole second. */
export function draftCertificate(plan: Plan, serial: Buffer, notBefore: Date): Draft {
  if (notBefore.getTime() % 1000 !== 0) throw new Error("A certificate begins with a whole second.");
  const { signatureAlgorithm, issuer, subject, spki, extensions } = plan;
  const notAfter = new Date(plan.notAfter);
  const tbs = encodeTbs({ serial, signatureAlgorithm, issuer, notBefore, notAfter, subject, spki, extensions });
  return { plan, serial, notBefore, tbs };
}
