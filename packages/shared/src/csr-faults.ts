/** Each thing that can be wrong with a CSR. A fault means: with this key and proof nothing can be issued. */
export const CsrFaultCode = {
  UNREADABLE: "UNREADABLE",
  NOT_A_CSR: "NOT_A_CSR",
  TOO_LARGE: "TOO_LARGE",
  TRAILING_DATA: "TRAILING_DATA",
  BAD_SIGNATURE: "BAD_SIGNATURE",
  KEY_TYPE_NOT_ALLOWED: "KEY_TYPE_NOT_ALLOWED",
  KEY_TOO_SMALL: "KEY_TOO_SMALL",
  KEY_TOO_LARGE: "KEY_TOO_LARGE",
  KEY_MALFORMED: "KEY_MALFORMED",
  EXPONENT_NOT_ALLOWED: "EXPONENT_NOT_ALLOWED",
  WEAK_KEY: "WEAK_KEY",
  KEY_COMPROMISED: "KEY_COMPROMISED",
  KEY_ALREADY_USED: "KEY_ALREADY_USED",
  WEAK_SIGNATURE_HASH: "WEAK_SIGNATURE_HASH",
} as const;
export type CsrFaultCode = (typeof CsrFaultCode)[keyof typeof CsrFaultCode];

/** One fault; `found` says in a word or two what was found instead: "certificate", "RSA 1024", "sha1". */
export interface CsrFault {
  code: CsrFaultCode;
  found: string | null;
}

const newKey =
  "openssl req -new -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj '/CN=www.example.com'";
const makeNew = `Make a new key and CSR: ${newKey}`;

type Words = (found: string | null) => { message: string; remedy: string };
const but = (found: string | null): string => (found ? ` (found: ${found})` : "");

const words: Record<CsrFaultCode, Words> = {
  UNREADABLE: (found) => ({
    message: `This cannot be read as a CSR${but(found)}.`,
    remedy:
      "Paste the whole file, from -----BEGIN CERTIFICATE REQUEST----- to the END line. To look at it: openssl req -in server.csr -noout -text",
  }),
  NOT_A_CSR: (found) =>
    found?.includes("private key")
      ? {
          message: "This holds a private key, not only a CSR. A private key must never leave its server.",
          remedy: `Treat that key as compromised. ${makeNew}`,
        }
      : {
          message: `This is not a CSR${found ? ` but: ${found}` : ""}.`,
          remedy: `Choose the file that begins with -----BEGIN CERTIFICATE REQUEST-----. ${makeNew}`,
        },
  TOO_LARGE: () => ({
    message: "This is larger than 64 KiB, which no CSR is.",
    remedy: "Choose the CSR alone, without other files or certificates.",
  }),
  TRAILING_DATA: (found) => ({
    message: `More data follows the end of the CSR${but(found)}.`,
    remedy: "Paste one CSR and nothing else. To write it anew: openssl req -in server.csr -out clean.csr",
  }),
  BAD_SIGNATURE: (found) => ({
    message: `The CSR's own signature does not verify${but(found)}: it was changed, or made with another key.`,
    remedy: "Make the CSR again from the same key: openssl req -new -key server.key -out server.csr",
  }),
  KEY_TYPE_NOT_ALLOWED: (found) => ({
    message: `Keys of this type are not allowed${but(found)}. Allowed are RSA, ECDSA P-256 and ECDSA P-384.`,
    remedy: makeNew,
  }),
  KEY_TOO_SMALL: (found) => ({
    message: `The key is too small${but(found)}. RSA keys need at least 2048 bits.`,
    remedy: makeNew,
  }),
  KEY_TOO_LARGE: (found) => ({
    message: `The key is too large${but(found)}. RSA keys may have up to 8192 bits.`,
    remedy: makeNew,
  }),
  KEY_MALFORMED: (found) => ({
    message: `The public key in the CSR is not well-formed${but(found)}.`,
    remedy: makeNew,
  }),
  EXPONENT_NOT_ALLOWED: (found) => ({
    message: `The RSA exponent is not allowed${but(found)}. It has to be odd and at least 65537.`,
    remedy: makeNew,
  }),
  WEAK_KEY: (found) => ({
    message: `The key is weak${but(found)}: its private key can be worked out from it.`,
    remedy: `Use another machine or a newer program to make it. ${makeNew}`,
  }),
  KEY_COMPROMISED: (found) => ({
    message: `This key is known to be compromised${but(found)}.`,
    remedy: makeNew,
  }),
  KEY_ALREADY_USED: (found) => ({
    message: `This key is already in use${but(found)}. Each server has a key of its own.`,
    remedy: makeNew,
  }),
  WEAK_SIGNATURE_HASH: (found) => ({
    message: `The CSR is signed with a hash that proves nothing any more${but(found)}.`,
    remedy: "Sign the CSR again with SHA-256: openssl req -new -sha256 -key server.key -out server.csr",
  }),
};

/** A fault in English: what is wrong, and what to do about it. */
export function csrFaultWords(fault: CsrFault): { message: string; remedy: string } {
  return words[fault.code](fault.found);
}
