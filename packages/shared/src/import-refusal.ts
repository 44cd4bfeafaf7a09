import { instantText } from "./instant-text.ts";

/** Each reason why a certificate of another CA is not taken over. */
export const ImportRefusalCode = {
  UNREADABLE: "UNREADABLE",
  NOT_A_CERTIFICATE: "NOT_A_CERTIFICATE",
  PRIVATE_KEY: "PRIVATE_KEY",
  TOO_LARGE: "TOO_LARGE",
  NO_LEAF: "NO_LEAF",
  SEVERAL_LEAVES: "SEVERAL_LEAVES",
  CHAIN_BROKEN: "CHAIN_BROKEN",
  NOT_FOR_SERVERS: "NOT_FOR_SERVERS",
  NO_NAMES: "NO_NAMES",
  NAME_NOT_ALLOWED: "NAME_NOT_ALLOWED",
  SIGNATURE_NOT_ACCEPTED: "SIGNATURE_NOT_ACCEPTED",
  EXPIRED: "EXPIRED",
  ALREADY_KNOWN: "ALREADY_KNOWN",
  ISSUED_HERE: "ISSUED_HERE",
  KEY_ALREADY_USED: "KEY_ALREADY_USED",
  KEY_COMPROMISED: "KEY_COMPROMISED",
  CONTACT_NOT_AN_ADDRESS: "CONTACT_NOT_AN_ADDRESS",
  TOO_MANY_CONTACTS: "TOO_MANY_CONTACTS",
} as const;
export type ImportRefusalCode = (typeof ImportRefusalCode)[keyof typeof ImportRefusalCode];

/** A reason, what it is about, what was found or wanted instead, and where in the application it leads to. */
export interface ImportRefusal {
  code: ImportRefusalCode;
  subject: string | null;
  found: string | null;
  path: string | null;
}

type Words = (refusal: ImportRefusal) => { message: string; remedy: string };

const words: Record<ImportRefusalCode, Words> = {
  UNREADABLE: ({ subject }) => ({
    message: subject ? `${subject} cannot be read.` : "There is no certificate in it.",
    remedy:
      "Paste the certificate as PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, as openssl x509 -in FILE prints it.",
  }),
  NOT_A_CERTIFICATE: ({ found }) => ({
    message: `This is no certificate, but a ${found ?? "something else"}.`,
    remedy:
      "Paste the certificate that its CA sent you, as PEM: openssl s_client -connect HOST:443 -showcerts shows the one that a server has.",
  }),
  PRIVATE_KEY: ({ found }) => ({
    message: `There is a private key in it. ${
      found === "banned"
        ? "It has left its server, so its key is compromised: no certificate will be issued on it any more, and those issued here are being revoked."
        : "Nothing of it was kept, but it has left its server: treat it as compromised."
    }`,
    remedy:
      "Paste certificates alone. Have the certificate on that key revoked by its CA, and make a new key on the server.",
  }),
  TOO_LARGE: ({ subject, found }) => ({
    message: `There is too much: ${found ?? "more"}, and at most ${subject} are read.`,
    remedy: "Send one certificate with the CA certificates above it, and nothing else.",
  }),
  NO_LEAF: ({ subject }) => ({
    message: `There are CA certificates only${subject ? ` (${subject})` : ""}, and none of a server.`,
    remedy: "Add the certificate of the server; what is there is its chain.",
  }),
  SEVERAL_LEAVES: ({ found }) => ({
    message: `There are several certificates of servers: ${found}.`,
    remedy: "Import them one at a time, each with its own chain.",
  }),
  CHAIN_BROKEN: ({ subject, found }) => ({
    message: `The chain is broken above ${subject}: it was issued by ${found}, and no certificate given is that CA's and verifies its signature.`,
    remedy: `Add the certificate of ${found}, as its CA publishes it; or leave the chain out, and the certificate is imported alone.`,
  }),
  NOT_FOR_SERVERS: ({ found }) => ({
    message: `It is no certificate for TLS servers: its extended key usage allows ${found ?? "nothing of the kind"}.`,
    remedy: "Import a certificate with serverAuth (1.3.6.1.5.5.7.3.1).",
  }),
  NO_NAMES: () => ({
    message: "It names no DNS name in its subjectAltName, where alone clients look for one (RFC 9525 §2).",
    remedy: "Have it issued anew by its CA with a subjectAltName, or place an order here.",
  }),
  NAME_NOT_ALLOWED: ({ subject, found }) => ({
    message: `${subject} is not a name that is managed here: ${found}.`,
    remedy: "Certificates with DNS names of the public internet can be imported. Keep this one where it is.",
  }),
  SIGNATURE_NOT_ACCEPTED: ({ found }) => ({
    message: `It is signed with ${found}, which no browser and no operating system accepts in a server's certificate.`,
    remedy: "Have it issued anew by its CA with SHA-256 or better, or place an order here.",
  }),
  EXPIRED: ({ subject }) => ({
    message: `The certificate expired on ${instantText(subject)}.`,
    remedy: "Import the one that took its place, or place an order here.",
  }),
  ALREADY_KNOWN: ({ subject }) => ({
    message: subject
      ? `The certificate is here already: it is on order ${subject}.`
      : "The certificate is here already, on an order of your account that you may not see.",
    remedy: subject ? `See order ${subject}.` : "Ask an administrator of your account for it.",
  }),
  ISSUED_HERE: () => ({
    message: "The certificate was issued here, on an order of its own.",
    remedy: "There is nothing to import: look for its names among the orders of your account.",
  }),
  KEY_ALREADY_USED: ({ found }) => ({
    message: `The certificate's key is in use here already${found ? `: ${found}` : ""}. By your account's policy every server has a key of its own.`,
    remedy:
      "Have the certificate issued anew by its CA on a new key, or ask an administrator for a key policy that allows it.",
  }),
  KEY_COMPROMISED: ({ found }) => ({
    message: `The certificate's key is known to be compromised${found ? ` (${found})` : ""}.`,
    remedy:
      "Have the certificate revoked by its CA at once, make a new key on the server, and use the old one nowhere any more.",
  }),
  CONTACT_NOT_AN_ADDRESS: ({ subject }) => ({
    message: subject ? `“${subject}” is no e-mail address.` : "A contact has no e-mail address.",
    remedy: "Enter one such as name@example.com.",
  }),
  TOO_MANY_CONTACTS: ({ subject, found }) => ({
    message: `${found} contacts are too many: an order has at most ${subject}.`,
    remedy: "Name fewer, or the address of a list.",
  }),
};

/** A reason in English: what is wrong, and what to do about it. */
export function importRefusalWords(refusal: ImportRefusal): { message: string; remedy: string } {
  return words[refusal.code](refusal);
}
