import { readCsr } from "@duplicert/shared/csr";
import { csrFaultWords } from "@duplicert/shared/csr-faults";
import { wholeSecond } from "@duplicert/shared/validity";
import { issuerAddress, rootCrlAddress } from "../ca/addresses.ts";
import { type CaSubject, draftIssuingCa, endOfYears, signCa } from "../ca/ca-certificate.ts";
import { hashesOfCaKey, issuingCaFaults } from "../ca/ca-faults.ts";
import { nameText } from "../ca/name-text.ts";
import { certificatePem } from "../ca/pem.ts";
import { readCertificate } from "../ca/read-certificate.ts";
import { verifySignature } from "../foundation/verify-signature.ts";
import { fingerprint, mustBeNew, readText, writeNew } from "./files.ts";
import { openRoot, type Root } from "./root-folder.ts";
import { type Around, type Given, option, pathOf, slugOption, type Verb, wholeNumber } from "./verb.ts";

/** Offline: the certificate of an issuing CA, by its request. Shows what will be signed, and asks. */
export const signIssuingCa: Verb = {
  usage:
    "sign --root FOLDER --passphrase-file FILE --request FILE --slug SLUG --pki-url URL --out FILE [--years 10] [--common-name NAME] [--yes]",
  required: ["root", "passphrase-file", "request", "slug", "pki-url", "out"],
  optional: ["years", "common-name"],
  flags: ["yes"],
  async run(given, around) {
    const out = pathOf(around, option(given, "out"));
    await mustBeNew(out);
    const slug = slugOption(given);
    const pkiUrl = pkiUrlOf(given);
    const root = await openRoot(given, around);
    const spkiDer = await requestedKey(given, around, slug);
    const subject = subjectOf(given, root, slug, spkiDer, around.now);

    const tbs = draftIssuingCa(root, subject, pkiUrl);
    if (!given.yes && !(await around.confirm(describe(root, subject, pkiUrl)))) throw new Error("Nothing was signed.");
    const der = await signCa(root.signer, tbs);
    const faults = issuingCaFaults(der, { slug: root.slug, der: root.certificateDer }, pkiUrl, around.now);
    if (faults.length > 0)
      throw new Error(`The certificate would be refused, and is thrown away: ${faults.join("; ")}.`);
    await writeNew(out, certificatePem(der));
    return `${subject.name.commonName} is signed: ${out}\nSHA-256 of the certificate, for the record: ${fingerprint(der)}`;
  },
};

function pkiUrlOf(given: Given): string {
  const pkiUrl = option(given, "pki-url").replace(/\/$/, "");
  if (/^http:\/\/[A-Za-z0-9.:-]+$/.test(pkiUrl) && URL.canParse(pkiUrl)) return pkiUrl;
  throw new Error(
    `--pki-url is ${pkiUrl}: it should be the installation's PKI_URL, plain http without a path, such as http://pki.example.com (BR 7.1.2.11).`,
  );
}

/** The key of the request, which its sender has: its signature verifies. */
async function requestedKey(given: Given, around: Around, slug: string): Promise<Buffer> {
  const path = pathOf(around, option(given, "request"));
  const { csr, faults } = await readCsr(await readText(path), verifySignature);
  if (!csr || faults.length > 0)
    throw new Error(`The request ${path} is refused. ${faults.map((fault) => csrFaultWords(fault).message).join(" ")}`);
  const spkiDer = Buffer.from(csr.spkiDer);
  if (hashesOfCaKey(spkiDer.toString("hex")).length === 0)
    throw new Error(
      `The key of the request is ${csr.keyAlgorithm}: that of a CA is RSA of 3072 bits or more, or P-384.`,
    );
  if (csr.commonName !== slug)
    throw new Error(`The request is for ${csr.commonName ?? "nobody"}, and --slug is ${slug}: is it the right file?`);
  return spkiDer;
}

function subjectOf(given: Given, root: Root, slug: string, spkiDer: Buffer, now: Date): CaSubject {
  const { attributes, notAfter: rootEnds, spki } = readCertificate(root.certificateDer).facts;
  const of = (oid: string) => attributes.find((one) => one.oid === oid)?.value;
  const [country, organization] = [of("2.5.4.6"), of("2.5.4.10")];
  if (!country || !organization) throw new Error("The root's name has no country or no organization (BR 7.1.2.10.2).");
  if (spki === spkiDer.toString("hex")) throw new Error("The request is for the root's own key.");
  const [, kind, number] = /^tls-(rsa|ecc)-(\d+)$/.exec(slug) ?? [];
  const usual = kind && `${organization} TLS ${kind.toUpperCase()} CA ${number}`;
  const commonName = option(given, "common-name", usual);
  if ([...commonName].length > 64) throw new Error(`${JSON.stringify(commonName)} has more than 64 characters.`);
  if (attributes.some(({ oid, value }) => oid === "2.5.4.3" && value === commonName))
    throw new Error(`The issuing CA would have the name of its root, ${commonName}: give it another --common-name.`);
  const notBefore = wholeSecond(now);
  const notAfter = endOfYears(notBefore, wholeNumber(given, "years", 10, [1, 20]));
  if (notAfter > rootEnds)
    throw new Error(`The issuing CA would outlive its root, which ends at ${rootEnds.toISOString()}: fewer --years.`);
  return { name: { country, organization, commonName }, spkiDer, notBefore, notAfter };
}

function describe(root: Root, subject: CaSubject, pkiUrl: string): string {
  const { name, spkiDer, notBefore, notAfter } = subject;
  return [
    "This will be signed:",
    `  issuing CA   ${name.commonName}, ${name.organization}, ${name.country}`,
    `  by the root  ${nameText(readCertificate(root.certificateDer).facts.subject)}`,
    `  from         ${notBefore.toISOString()}`,
    `  to           ${notAfter.toISOString()}, included`,
    `  its key      SHA-256 ${fingerprint(spkiDer)}`,
    "  it may       sign certificates for TLS servers, CRLs and OCSP answers; no CA may stand below it",
    `  root's CRL   ${rootCrlAddress(pkiUrl, root.slug)}`,
    `  root at      ${issuerAddress(pkiUrl, root.slug)}`,
    "Compare the SHA-256 of the key with what `ceremony request` printed.",
  ].join("\n");
}
