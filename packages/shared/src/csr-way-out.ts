import type { CsrFault, CsrFaultCode } from "./csr-faults.ts";

/** How a faulty CSR is mended on the command line of the machine that has the key. */
export const CsrWayOut = {
  NEW_RSA_KEY: "NEW_RSA_KEY",
  NEW_EC_KEY: "NEW_EC_KEY",
  SAME_KEY: "SAME_KEY",
  LOOK: "LOOK",
  REWRITE: "REWRITE",
  FROM_DER: "FROM_DER",
  FROM_BASE64: "FROM_BASE64",
  FROM_KEYSTORE: "FROM_KEYSTORE",
  UNCOMPRESS: "UNCOMPRESS",
  NAME_CURVE: "NAME_CURVE",
} as const;
export type CsrWayOut = (typeof CsrWayOut)[keyof typeof CsrWayOut];

// Without it `openssl req` asks seven questions.
const subject = "-subj '/CN=www.example.com'";
// Files of their own: `openssl req` writes over a key that is there, perhaps one in use, without a word.
const make = (key: string) => `openssl req -new -sha256 -newkey ${key} -nodes -keyout new.key -out new.csr ${subject}`;
const sign = (key: string) => `openssl req -new -sha256 -key ${key} -out server.csr ${subject}`;

/** The command of each way out, with names of files and of the server to be replaced. */
export const csrCommands: Record<CsrWayOut, string> = {
  NEW_RSA_KEY: make("rsa:2048"),
  NEW_EC_KEY: make("ec -pkeyopt ec_paramgen_curve:P-256"),
  SAME_KEY: sign("server.key"),
  LOOK: "openssl req -in server.csr -noout -text",
  REWRITE: "openssl req -in server.csr -out clean.csr",
  FROM_DER: "openssl req -inform DER -in server.csr -out server.pem",
  FROM_BASE64: "openssl base64 -d -A -in server.txt -out server.csr",
  FROM_KEYSTORE: "keytool -certreq -alias server -keystore server.jks -file server.csr",
  UNCOMPRESS: `openssl ec -in server.key -conv_form uncompressed -out server2.key && ${sign("server2.key")}`,
  NAME_CURVE: `openssl ec -in server.key -param_enc named_curve -out server2.key && ${sign("server2.key")}`,
};

/** Whether the way out is a new key, for which any other command that makes one does as well. */
export function needsNewKey(way: CsrWayOut): boolean {
  return way === "NEW_RSA_KEY" || way === "NEW_EC_KEY";
}

/** The way out of a fault; null where there is none on a command line. */
export function csrWayOut({ code, found }: CsrFault): CsrWayOut | null {
  return waysOut[code](found ?? "");
}

const always = (way: CsrWayOut | null) => () => way;

const waysOut: Record<CsrFaultCode, (found: string) => CsrWayOut | null> = {
  UNREADABLE: (found) => (found === "binary data" ? "FROM_DER" : found === "nothing" ? null : "LOOK"),
  NOT_A_CSR: (found) =>
    found === "PEM in base64" ? "FROM_BASE64" : found === "Java keystore" ? "FROM_KEYSTORE" : "NEW_RSA_KEY",
  TOO_LARGE: always(null),
  TRAILING_DATA: always("REWRITE"),
  BAD_SIGNATURE: always("SAME_KEY"),
  KEY_TYPE_NOT_ALLOWED: (found) => {
    if (found === "explicit curve") return "NAME_CURVE";
    return /^(?:P-|secp|brainpool|curve |EC |Ed|X\d)/.test(found) ? "NEW_EC_KEY" : "NEW_RSA_KEY";
  },
  KEY_TOO_SMALL: always("NEW_RSA_KEY"),
  KEY_TOO_LARGE: always("NEW_RSA_KEY"),
  KEY_MALFORMED: (found) => {
    if (found === "hybrid point") return "UNCOMPRESS";
    // The key is sound, what wrote it down was not.
    if (/^unused bits|NULL parameters/.test(found)) return "SAME_KEY";
    return found.includes("point") ? "NEW_EC_KEY" : "NEW_RSA_KEY";
  },
  EXPONENT_NOT_ALLOWED: always("NEW_RSA_KEY"),
  WEAK_KEY: always("NEW_RSA_KEY"),
  KEY_COMPROMISED: always("NEW_RSA_KEY"),
  KEY_ALREADY_USED: always("NEW_RSA_KEY"),
  WEAK_SIGNATURE_HASH: always("SAME_KEY"),
};
