import type { KeyObject } from "node:crypto";

const curves: Record<string, string> = { prime256v1: "P-256", secp384r1: "P-384", secp521r1: "P-521" };
const others: Record<string, string> = { "rsa-pss": "RSASSA-PSS", ed25519: "Ed25519", ed448: "Ed448", dsa: "DSA" };

/** A public key in words, as those of CSRs are: "RSA 2048", "ECDSA P-256". */
export function keyName(key: KeyObject): string {
  const { modulusLength, namedCurve = "" } = key.asymmetricKeyDetails ?? {};
  const type = key.asymmetricKeyType ?? "";
  if (type === "rsa") return `RSA ${modulusLength}`;
  if (type === "ec") return `ECDSA ${curves[namedCurve] ?? (namedCurve || "of a curve without a name")}`;
  return modulusLength ? `${others[type] ?? type} ${modulusLength}` : (others[type] ?? type);
}
