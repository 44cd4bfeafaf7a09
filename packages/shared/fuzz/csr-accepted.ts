import { constants, createPublicKey, type KeyObject, verify } from "node:crypto";
import { readCsr } from "../src/csr.ts";
import { corpusFiles, corpusText } from "../test/csr-corpus.ts";
import { verifyWithNode } from "../test/verify-with-node.ts";
import { parseTlv, writeTlv } from "./tlv.ts";

// The last octets of the OIDs of sha…WithRSAEncryption and ecdsa-with-SHA…, each proof enough to be accepted.
const hashes: Record<string, string> = {
  "2a864886f70d01010e": "sha224",
  "2a864886f70d01010b": "sha256",
  "2a864886f70d01010c": "sha384",
  "2a864886f70d01010d": "sha512",
  "2a8648ce3d040301": "sha224",
  "2a8648ce3d040302": "sha256",
  "2a8648ce3d040303": "sha384",
  "2a8648ce3d040304": "sha512",
};

// RSASSA-PSS says its hash in parameters, which are left to node:crypto here: with one of them it has to verify.
const rsassaPss = "2a864886f70d01010a";
const auto = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };

function verifies(oid: string, info: Buffer, key: KeyObject, signature: Buffer): boolean {
  if (oid !== rsassaPss) return oid in hashes && verify(hashes[oid], info, key, signature);
  return ["sha224", "sha256", "sha384", "sha512"].some((hash) => verify(hash, info, { key, ...auto }, signature));
}

/** The parts of a CSR, taken apart by other code than the reader's. */
function takeApart(der: Buffer) {
  const root = parseTlv(der)?.[0];
  const [info, algorithm, signature] = root?.children ?? [];
  const spki = info?.children?.[2];
  if (!info || !spki || !algorithm?.children?.[0] || !signature)
    throw new Error("A CSR of another shape was accepted.");
  return {
    info: writeTlv([info]),
    spki: writeTlv([spki]),
    oid: algorithm.children[0].content.toString("hex"),
    signature: signature.content.subarray(1),
  };
}

/** CSRs to start from, and every CertificationRequestInfo that was signed by its key's owner. */
export async function readSeeds(): Promise<{ seeds: Buffer[]; signed: Set<string> }> {
  const seeds: Buffer[] = [];
  for (const { file, expect } of corpusFiles()) {
    if (expect !== "accept") continue;
    const { csr } = await readCsr(corpusText(file), verifyWithNode);
    // Large ones are slow to sign and to change, and no other than small ones.
    if (csr && csr.der.length < 2500) seeds.push(Buffer.from(csr.der));
  }
  return { seeds, signed: new Set(seeds.map((der) => takeApart(der).info.toString("hex"))) };
}

/**
 * Reads a text as `readCsr` does, and throws when it accepts what it must not: a CSR whose signature node:crypto does not
 * verify over its very bytes with its very key, or bytes that no owner of a key ever signed. True when it was accepted.
 */
export async function readAndCheck(text: string, signed: Set<string>): Promise<boolean> {
  const { csr, faults } = await readCsr(text, verifyWithNode);
  if (faults.length > 0) return false;
  if (!csr) throw new Error("Neither a CSR nor a fault.");
  const der = Buffer.from(csr.der);
  const letters = text.replace(/\s/g, "");
  if (!letters.includes(der.toString("base64"))) throw new Error("What was read is not what was pasted.");
  const { info, spki, oid, signature } = takeApart(der);
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  if (!verifies(oid, info, key, signature)) throw new Error("Accepted, and its signature does not verify.");
  if (!signed.has(info.toString("hex"))) throw new Error("Accepted, and these bytes were never signed.");
  const again = await readCsr(csr.pem, verifyWithNode);
  if (again.faults.length > 0) throw new Error("Accepted, and not when written anew.");
  return true;
}
