import type { KeyObject } from "node:crypto";
import { oidText, readDer } from "@duplicert/shared/der";
import { readPssParameters } from "@duplicert/shared/pss-parameters";
import type { AnyCertificate } from "../ca/any-certificate.ts";
import { verifySignature } from "../foundation/verify-signature.ts";

const rsassaPss = "1.2.840.113549.1.1.10";

interface Algorithm {
  oid: string;
  /** Null: parameters that no platform verifies; absent: of another algorithm. */
  pss?: ReturnType<typeof readPssParameters>;
}

/** The algorithm that a certificate is signed by. */
export function signatureAlgorithmOf({ signatureAlgorithm }: AnyCertificate): Algorithm | null {
  const root = readDer(signatureAlgorithm);
  const oid = typeof root === "string" ? undefined : root.children[0];
  if (typeof root === "string" || oid?.tag !== 0x06) return null;
  const text = oidText(oid.content);
  return text === rsassaPss ? { oid: text, pss: readPssParameters(root.children[1]) } : { oid: text };
}

const largestModulus = 8192;

/** Whether that CA signed this certificate: by its name and, off the main thread, by its key. */
export async function isSignedBy(certificate: AnyCertificate, ca: SigningParty): Promise<boolean> {
  // a root of version 1 says nothing of being one
  if (!ca.isCa && !ca.issuer.equals(ca.subject)) return false;
  if (!certificate.issuer.equals(ca.subject) || !isOrdinary(ca.publicKey)) return false;
  const algorithm = signatureAlgorithmOf(certificate);
  if (!algorithm || algorithm.pss === null) return false;
  const { tbs, signature } = certificate;
  const pss = algorithm.pss ? [algorithm.pss] : [];
  return verifySignature(ca.spki, algorithm.oid, tbs, signature, ...pss);
}

type SigningParty = Pick<AnyCertificate, "isCa" | "issuer" | "subject" | "publicKey" | "spki">;

// A modulus of any length, or a curve of the sender's own, would take as long as they like.
function isOrdinary(key: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n, namedCurve = "" } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === "rsa") return modulusLength <= largestModulus && publicExponent < 2n ** 64n;
  return key.asymmetricKeyType === "ec" && ["prime256v1", "secp384r1", "secp521r1"].includes(namedCurve);
}
