import { csrFaultClause } from "./csr-fault-clause.ts";
import { csrCommands, csrWayOut } from "./csr-way-out.ts";

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

type Words = (found: string | null) => { message: string; remedy: string };
const but = (found: string | null): string => (found ? ` (found: ${found})` : "");
const makeNew = "Make a new key and CSR:";

const words: Record<CsrFaultCode, Words> = {
  UNREADABLE: (found) => ({
    message: `This cannot be read as a CSR${but(found)}.`,
    remedy: found === "binary data" ? "Upload the file as it is, or write it as PEM and paste that:" : pasteAll(found),
  }),
  NOT_A_CSR: (found) => notACsr(found),
  TOO_LARGE: () => ({
    message: "This is larger than 64 KiB, which no CSR is.",
    remedy: "Choose the CSR alone, without other files or certificates.",
  }),
  TRAILING_DATA: (found) => ({
    message: `More data follows the end of the CSR${but(found)}.`,
    remedy: "Paste one CSR and nothing else. To write it anew:",
  }),
  BAD_SIGNATURE: (found) => ({
    message: `The CSR's own signature does not verify${but(found)}: it was changed, or made with another key.`,
    remedy: "Make the CSR again from the same key:",
  }),
  KEY_TYPE_NOT_ALLOWED: (found) => ({
    message: `Keys of this type are not allowed${but(found)}. Allowed are RSA, ECDSA P-256 and ECDSA P-384.`,
    remedy: found === "explicit curve" ? "Write the key anew with the curve's name, and the CSR from it:" : makeNew,
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
    remedy: malformedRemedy({ code: "KEY_MALFORMED", found }),
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
    remedy: `Use it nowhere any more. ${makeNew}`,
  }),
  KEY_ALREADY_USED: (found) => ({
    message: `This key is already in use${but(found)}. Each server has a key of its own.`,
    remedy: makeNew,
  }),
  WEAK_SIGNATURE_HASH: (found) => ({
    message: `The CSR is signed with a hash that proves nothing any more${but(found)}.`,
    remedy: "Sign the CSR again with SHA-256; if nothing else is wrong with the key, it can stay:",
  }),
};

function pasteAll(found: string | null): string {
  const paste = "Paste the whole file, from -----BEGIN CERTIFICATE REQUEST----- to the END line.";
  return found === "nothing" ? paste : `${paste} To look at it:`;
}

// What the server made of a private key it was sent.
const fatesOfKeys: Record<string, string> = {
  "banned private key":
    "It is compromised now, and banned: no certificate is issued on it any more, and those that are will be revoked. It was not stored.",
  "encrypted private key":
    "It is encrypted, so it could not be banned. Treat it as compromised all the same, and use it nowhere any more.",
};

function notACsr(found: string | null): { message: string; remedy: string } {
  if (found?.includes("private key")) {
    const fate = fatesOfKeys[found] ?? "Treat that key as compromised, and use it nowhere any more.";
    return {
      message: "This holds a private key, not only a CSR. A private key must never leave its server.",
      remedy: `${fate} ${makeNew}`,
    };
  }
  const message = `This is not a CSR${found ? ` but: ${found}` : ""}.`;
  if (found === "PEM in base64") return { message, remedy: "Decode it, and paste what comes out:" };
  if (found === "Java keystore")
    return { message, remedy: "It holds private keys: keep it on its server, and ask it for a CSR:" };
  const keep = found === "PKCS#12" ? "It may hold a private key: keep it on its server. " : "";
  return { message, remedy: `${keep}Choose the file that begins with -----BEGIN CERTIFICATE REQUEST-----. ${makeNew}` };
}

function malformedRemedy(fault: CsrFault): string {
  const way = csrWayOut(fault);
  if (way === "UNCOMPRESS") return "Write the key anew with its point uncompressed, and the CSR from it:";
  return way === "SAME_KEY" ? "Make the CSR again from the same key with up-to-date software:" : makeNew;
}

/** A fault in English: what is wrong, what to do about it, and the clause that asks for it. */
export function csrFaultWords(fault: CsrFault): { message: string; remedy: string; clause: string } {
  const { message, remedy } = words[fault.code](fault.found);
  const way = csrWayOut(fault);
  return { message, remedy: way ? `${remedy} ${csrCommands[way]}` : remedy, clause: csrFaultClause(fault) };
}
