import { fromBase64 } from "./bytes.ts";
import type { CsrFault } from "./csr-faults.ts";
import { hasEndLine, type PemBlock, pemBlocks } from "./pem-blocks.ts";
import { privateKeyIn } from "./private-key-in.ts";

/** What a paste or an upload comes to: DER, or the reason why there is none. */
export interface TextReading {
  der: Uint8Array | null;
  faults: CsrFault[];
}

const mostBytes = 64 * 1024;

/** Finds the one CSR in a text: PEM with whatever stands around it, or base64 of the DER without armour. */
export function readText(text: string): TextReading {
  if (text.length > mostBytes || new TextEncoder().encode(text).length > mostBytes) return fault("TOO_LARGE", null);
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  // Whatever else is there: a private key that was pasted has left its server.
  if (privateKeyIn(trimmed) !== null) return fault("NOT_A_CSR", "private key");
  const blocks = pemBlocks(trimmed);
  if (blocks.length === 0) return readPlain(trimmed);
  const foreign = blocks.find(({ label }) => !isCsrLabel(label));
  if (foreign) return fault("NOT_A_CSR", labelName(foreign.label));
  const first = blocks[0]!;
  if (first.body === null) return fault("UNREADABLE", "no END line");
  const reading = readBase64(first.body);
  // The first is judged all the same, so that every fault is named at once.
  if (blocks.length > 1) reading.faults.push({ code: "TRAILING_DATA", found: `${blocks.length} CSRs` });
  const strange = reading.der && whatIsAround(trimmed, blocks);
  if (strange) reading.faults.push({ code: "TRAILING_DATA", found: strange });
  return reading;
}

// RFC 7468 §2: lines of text may stand around a block; nothing may follow on its END line, and binary data is no text.
function whatIsAround(text: string, blocks: PemBlock[]): string | null {
  const last = blocks.at(-1)!;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells binary from text
  if (/[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/.test(text.slice(0, blocks[0]!.from) + text.slice(last.to)))
    return "binary data";
  return /^[^\r\n]*\S/.test(text.slice(last.to)) ? "text on the END line" : null;
}

const fault = (code: CsrFault["code"], found: string | null): TextReading => ({ der: null, faults: [{ code, found }] });

const isCsrLabel = (label: string): boolean => label === "CERTIFICATE REQUEST" || label === "NEW CERTIFICATE REQUEST";

function labelName(label: string): string {
  if (label.startsWith("PGP ")) return label.includes("KEY") ? "PGP key" : "PGP message";
  if (label.includes("PUBLIC KEY")) return "public key";
  if (label.endsWith("PARAMETERS")) return "key parameters";
  if (label.endsWith("CRL")) return "certificate revocation list";
  if (/^PKCS ?#?7(?: SIGNED DATA)?$|^CMS$/.test(label)) return "PKCS#7";
  if (/^PKCS ?#?12$/.test(label)) return "PKCS#12";
  if (label.includes("CERTIFICATE") && !label.includes("REQUEST")) return "certificate";
  return label.trim().toLowerCase() || "PEM";
}

const sshKey = /^---- BEGIN SSH2 |^(?:.* )?(?:sk-)?(?:ssh-|ecdsa-sha2-)\S+ AAAA/;

function readPlain(text: string): TextReading {
  if (text === "") return fault("UNREADABLE", "nothing");
  if (sshKey.test(text)) return fault("NOT_A_CSR", "SSH key");
  if (text.startsWith("<")) return fault("NOT_A_CSR", /^<\?xml/i.test(text) ? "XML" : "HTML");
  if (/^[{[]/.test(text)) return fault("NOT_A_CSR", "JSON");
  if (hasEndLine(text)) return fault("UNREADABLE", "no BEGIN line");
  return readBase64(text);
}

function readBase64(body: string): TextReading {
  const letters = body.replace(/[ \t\r\n]+/g, "");
  const der = fromBase64(letters);
  if (der && der.length > 0) return { der, faults: [] };
  return fault("UNREADABLE", whatIsWrong(letters));
}

function whatIsWrong(letters: string): string {
  if (letters === "") return "nothing between the lines";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what tells binary from text
  if (/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(letters)) return "binary data";
  if (/\\[nr]/.test(letters)) return "escaped line ends";
  return /^[A-Za-z0-9+/]*={0,2}$/.test(letters) ? "base64 cut off" : "not base64";
}
