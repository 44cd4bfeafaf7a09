import type { CsrFault, CsrFaultCode } from "./csr-faults.ts";

/** Where it is written that what a CSR is refused for is to be refused. What is nobody's rule but ours says so. */
export function csrFaultClause({ code, found }: CsrFault): string {
  return clauses[code](found ?? "");
}

/** The first whose pattern what was found has; else the last word. */
const among =
  (otherwise: string, ...cases: [RegExp, string][]) =>
  (found: string) =>
    cases.find(([pattern]) => pattern.test(found))?.[1] ?? otherwise;

const ourLimit = "Our own limit";

const clauses: Record<CsrFaultCode, (found: string) => string> = {
  UNREADABLE: among(
    "RFC 2986 §4",
    [/base64/, "RFC 4648 §4"],
    [/ line|line ends|between the lines|binary data/, "RFC 7468 §3"],
    [/^(?:cut off|not DER)$/, "X.690 §10.1"],
    [/deeply|too many/, ourLimit],
    [/version/, "RFC 2986 §4.1"],
  ),
  NOT_A_CSR: among("RFC 2986 §4", [/private key/, "BR 4.9.1.1(3)"]),
  TOO_LARGE: () => ourLimit,
  TRAILING_DATA: among("RFC 2986 §4", [/text|binary/, "RFC 7468 §2"], [/CSRs/, "One CSR, one request"]),
  BAD_SIGNATURE: among(
    "RFC 2986 §4.2",
    [/ with an RSA key/, "RFC 8017 §8.2"],
    [/ with an EC key/, "RFC 5758 §3.2"],
    [/^signature parameters/, "RFC 4055 §5, RFC 5758 §3.2"],
    [/^unused bits/, "RFC 2986 §4.2"],
  ),
  // P-521 is in the BR, but Mozilla's roots may not serve it.
  KEY_TYPE_NOT_ALLOWED: among(
    "BR 6.1.5",
    [/^P-521$/, "Mozilla Root Store Policy 5.1"],
    [/^RSA(?:SSA-PSS|ES-OAEP) key$/, "BR 7.1.3.1.1"],
    [/^(?:explicit curve|EC without a curve)$/, "BR 7.1.3.1.2"],
  ),
  KEY_TOO_SMALL: () => "BR 6.1.5",
  KEY_TOO_LARGE: () => ourLimit,
  KEY_MALFORMED: among(
    "BR 6.1.6",
    [/multiple of 8/, "BR 6.1.5"],
    [/NULL parameters/, "BR 7.1.3.1.1"],
    [/^unused bits/, "RFC 3279 §2.3"],
    [/^(?:no RSA key|negative|modulus 0|exponent above)/, "RFC 8017 §3.1"],
    [/^hybrid/, "RFC 5480 §2.2"],
  ),
  EXPONENT_NOT_ALLOWED: among("BR 6.1.6", [/above 64 bits/, ourLimit]),
  WEAK_KEY: among("BR 6.1.1.3(5)", [/^divisible|^power/, "BR 6.1.6"], [/zeros/, "BR 6.1.1.3(3)"]),
  KEY_COMPROMISED: () => "BR 6.1.1.3(4)",
  KEY_ALREADY_USED: () => "One key, one server",
  WEAK_SIGNATURE_HASH: among("RFC 6194 §3", [/md5/, "RFC 6151 §2"], [/md4/, "RFC 6150 §6"], [/md2/, "RFC 6149 §6"]),
};
