import { wholeSecond } from "@duplicert/shared/validity";
import { encodeSigned } from "../ca/asn1.ts";
import { rootHash } from "../ca/ca-certificate.ts";
import { type CrlFacts, draftCrl, RevocationReason } from "../ca/crl.ts";
import { toPem } from "../ca/pem.ts";
import { publicKeyOf, signVerified } from "../ca/sign-verified.ts";
import { signatureAlgorithm } from "../ca/signature-algorithm.ts";
import { mustBeNew, readText, writeNew } from "./files.ts";
import { openRoot } from "./root-folder.ts";
import { type Around, type Given, option, pathOf, type Verb, wholeNumber } from "./verb.ts";

const day = 86_400_000;

/** Offline: the root's CRL, of issuing CAs that were revoked. */
export const signRootCrl: Verb = {
  usage: "root-crl --root FOLDER --passphrase-file FILE --out FILE [--revoked FILE] [--days 180]",
  required: ["root", "passphrase-file", "out"],
  optional: ["revoked", "days"],
  async run(given, around) {
    const out = pathOf(around, option(given, "out"));
    await mustBeNew(out);
    // BR 4.9.7: a new one at least every twelve months.
    const days = wholeNumber(given, "days", 180, [1, 365]);
    const revoked = await revokedCas(given, around);
    const { slug, certificateDer, signer } = await openRoot(given, around);
    const hash = rootHash[signer.keyType];
    const thisUpdate = wholeSecond(around.now);
    const nextUpdate = new Date(thisUpdate.getTime() + days * day);
    // The second of its making: higher than any before, without a file that must not be lost.
    const number = BigInt(thisUpdate.getTime() / 1000);
    const facts = { id: slug, slug, keyType: signer.keyType, signatureHashes: [hash], crlShards: 1, certificateDer };
    const tbs = draftCrl(facts, { number, thisUpdate, nextUpdate, revoked, distributionPoint: "" }, hash);
    const signature = await signVerified(signer, publicKeyOf(signer.spkiDer), tbs, hash);
    await writeNew(out, toPem("X509 CRL", encodeSigned(tbs, signatureAlgorithm(signer.keyType, hash), signature)));
    return `The root's CRL is signed: ${out}\nIt revokes ${revoked.length} issuing ${revoked.length === 1 ? "CA" : "CAs"}. Sign the next one before ${nextUpdate.toISOString()}.`;
  },
};

/** One line each: serial number in hexadecimal, instant, reason. BR 7.2.2: a CA's revocation says why. */
async function revokedCas(given: Given, around: Around): Promise<CrlFacts["revoked"]> {
  if (given.revoked === undefined) return [];
  const path = pathOf(around, given.revoked);
  const lines = (await readText(path)).split(/\r?\n/).map((line) => line.trim());
  return lines.flatMap((line, at) => {
    if (line === "" || line.startsWith("#")) return [];
    const [serial = "", instant = "", reason = ""] = line.split(/\s+/);
    const time = new Date(instant);
    const good = /^([0-9A-Fa-f]{2}){8,20}$/.test(serial) && /T.*Z$/.test(instant) && reason in RevocationReason;
    if (!good || Number.isNaN(time.getTime()) || time > around.now)
      throw new Error(
        `Line ${at + 1} of ${path} should be SERIAL INSTANT REASON, such as 4A…F0 2027-01-31T09:00:00Z CA_COMPROMISE (or ${Object.keys(RevocationReason).join(", ")}), and not in the future.`,
      );
    return [{ serial: Buffer.from(serial, "hex"), at: wholeSecond(time), reason: reason as RevocationReason }];
  });
}
