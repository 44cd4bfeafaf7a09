import { audit } from "../audit/audit.ts";
import { hashesOfCaKey, issuingCaFaults, rootFaults, rootSlugOf } from "../ca/ca-faults.ts";
import { crlShardsOfNewCa } from "../ca/crl-shard.ts";
import { readCertificate, readSpki } from "../ca/read-certificate.ts";
import { keyHomes } from "../ca-settings.ts";
import { askForEveryCrl } from "../certificates/ask-for-status.ts";
import { type KeyHome, openCaKey } from "../certificates/ca-keys.ts";
import { IssuingCa } from "../certificates/issuing-ca.ts";
import type { Config } from "../config.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import { readCertificateFile, readCrlFile } from "./files.ts";
import { storeRootCrl } from "./install-crl.ts";
import { ceremonyActor, online } from "./online.ts";
import { homeOf } from "./request-ca.ts";
import { type Around, instantOption, option, pathOf, slugOption, type Verb } from "./verb.ts";

interface NewHere {
  slug: string;
  der: Buffer;
  root: { slug: string; der: Buffer };
  home: KeyHome;
  activeFrom: Date;
}

/** Online: puts an issuing CA to work, whose key is here and whose certificate came from the root. */
export const installCa: Verb = {
  usage:
    "install --slug SLUG --certificate FILE --root FILE [--root-crl FILE] [--active-from INSTANT] [--home file|pkcs11]",
  required: ["slug", "certificate", "root"],
  optional: ["root-crl", "active-from", "home"],
  async run(given, around) {
    const slug = slugOption(given);
    const der = await readCertificateFile(pathOf(around, option(given, "certificate")));
    const rootDer = await readCertificateFile(pathOf(around, option(given, "root")));
    const crl = given["root-crl"] === undefined ? null : await readCrlFile(pathOf(around, given["root-crl"]));
    const activeFrom = instantOption(given, "active-from", around.now);
    return online(around, async ({ source, config }) => {
      const root = judge(der, rootDer, config, around);
      const ca: NewHere = { slug, der, root, home: homeOf(given), activeFrom };
      await mustHaveKey(ca, config);
      return transact(source, theProduct, async (tx) => {
        await tx.query("select pg_advisory_xact_lock(hashtextextended('duplicert ca', 0))");
        const above = await rootRow(tx, ca, around);
        await install(tx, ca, around);
        if (crl) await storeRootCrl(tx, above, crl, around);
        return words(ca, above, crl !== null);
      });
    });
  },
};

function judge(der: Buffer, rootDer: Buffer, { pkiUrl }: Config, { now }: Around): NewHere["root"] {
  const slug = rootSlugOf(der, pkiUrl);
  if (slug === null)
    throw new Error(
      `The CRL address in the certificate is not ${pkiUrl}/pki/….crl: nobody would find the root's CRL. Sign the request anew with --pki-url ${pkiUrl}.`,
    );
  const faults = [...rootFaults(rootDer, now), ...issuingCaFaults(der, { slug, der: rootDer }, pkiUrl, now)];
  if (faults.length > 0) throw new Error(`The CA is refused: ${faults.join("; ")}.`);
  return { slug, der: rootDer };
}

/** The key must be where `work` will look for it, and be the certificate's. */
async function mustHaveKey({ slug, der, home }: NewHere, config: Config): Promise<void> {
  const signer = await openCaKey(keyHomes(config), home, slug);
  if (signer.spkiDer.toString("hex") !== readCertificate(der).facts.spki)
    throw new Error(
      `The key ${slug} that is here is not the one in the certificate: is it the certificate of another request?`,
    );
}

/** The root's row: the one that is there, or a new one without a key, which stays offline. */
async function rootRow(tx: Tx, { root }: NewHere, around: Around): Promise<IssuingCa> {
  const there = await tx.findOneBy(IssuingCa, { slug: root.slug });
  if (there?.isRoot && there.certificateDer.equals(root.der)) return there;
  if (there)
    throw new Error(`There is another CA under the name ${root.slug} here; make the root with another --slug.`);
  const { spki } = readCertificate(root.der).facts;
  const keyType = readSpki(spki).type as "RSA" | "EC";
  const row = await tx.save(
    tx.create(IssuingCa, {
      slug: root.slug,
      isRoot: true,
      keyName: null,
      keyHome: null,
      keyType,
      signatureHashes: keyType === "RSA" ? ["SHA256"] : ["SHA384"],
      crlShards: 1,
      certificateDer: root.der,
      rootDer: root.der,
      activeFrom: around.now,
      retiredAt: null,
    }),
  );
  await audit(tx, ceremonyActor(around), "ca.install", { type: "issuing_ca", id: row.id }, { slug: root.slug });
  return row;
}

async function install(tx: Tx, { slug, der, root, home, activeFrom }: NewHere, around: Around): Promise<void> {
  if (await tx.findOneBy(IssuingCa, { slug })) throw new Error(`There is a CA ${slug} here already; it is left alone.`);
  const { spki } = readCertificate(der).facts;
  const row = await tx.save(
    tx.create(IssuingCa, {
      slug,
      isRoot: false,
      keyName: slug,
      keyHome: home,
      keyType: readSpki(spki).type as "RSA" | "EC",
      signatureHashes: hashesOfCaKey(spki),
      crlShards: crlShardsOfNewCa,
      certificateDer: der,
      rootDer: root.der,
      activeFrom,
      retiredAt: null,
    }),
  );
  const detail = { slug, keyHome: home, activeFrom };
  await audit(tx, ceremonyActor(around), "ca.install", { type: "issuing_ca", id: row.id }, detail);
  await askForEveryCrl(tx, row);
}

function words({ slug, activeFrom }: NewHere, root: IssuingCa, hasCrl: boolean): string {
  const lines = [
    `${slug} is installed. From ${activeFrom.toISOString()} on new certificates of its key type are planned for it; \`work\` needs no restart.`,
  ];
  if (root.keyName === null && !hasCrl)
    lines.push(
      `The root ${root.slug} has its key elsewhere: sign its CRL there (\`ceremony root-crl\`) and bring it with \`ceremony install-crl\`. Without it clients that check the whole chain trust nothing.`,
    );
  return lines.join("\n");
}
