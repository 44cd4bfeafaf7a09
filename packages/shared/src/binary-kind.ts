import { toHex } from "./bytes.ts";

/** What bytes that are no strict DER are, by how they begin; null when that is not known here. */
export function binaryKind(bytes: Uint8Array): string | null {
  const start = toHex(bytes.subarray(0, 40));
  return beginnings.find(([beginning]) => beginning.test(start))?.[1] ?? null;
}

// In hexadecimal.
const beginnings: [RegExp, string][] = [
  [/^2d2d2d2d2d424547494e20/, "PEM in base64"],
  [/^6f70656e7373682d6b65792d763100/, "private key"], // "openssh-key-v1"
  // RFC 9580 §5.5: a secret or a public key packet of version 3 or 4, behind its length
  [/^(?:94..|95.{4}|c5[0-9ab].|c5[cd]...)0[34]/, "private key"],
  [/^(?:98..|99.{4}|c6[0-9ab].|c6[cd]...)0[34]/, "PGP key"],
  [/^000000..(?:736b2d)?(?:7373682d|65636473612d736861322d)/, "SSH key"], // RFC 4253 §6.6: "ssh-", "ecdsa-sha2-", "sk-…"
  [/^(?:feedfeed|cececece)/, "Java keystore"],
  // Old programs write these in BER, with lengths that are indefinite (X.690 §8.1.3.6) or longer than they need to be.
  [/^30(?:[0-8].|81..|82.{4}|83.{6}|84.{8})02010330/, "PKCS#12"],
  [/^30(?:[0-8].|81..|82.{4}|83.{6}|84.{8})06092a864886f70d0107/, "PKCS#7"],
  [/^504b0304/, "ZIP archive"],
  [/^1f8b08/, "gzip archive"],
  [/^255044462d/, "PDF document"],
];
