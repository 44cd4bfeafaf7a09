import { type ImportRefusal, importRefusals, refusal } from "@duplicert/shared/import-refusals";
import { mostNames } from "@duplicert/shared/order-refusal";
import { importedProducts } from "@duplicert/shared/products";
import type { EntityManager } from "typeorm";
import { type AnyCertificate, readAnyCertificate } from "../ca/any-certificate.ts";
import { Certificate } from "../certificates/certificate.ts";
import { IssuingCa } from "../certificates/issuing-ca.ts";
import { suffixFacts } from "../domains/public-suffix.ts";
import type { Context } from "../foundation/context.ts";
import { badKeyFaults, keyUse, spkiSha256Of } from "../keys/key-faults.ts";
import { canonicalSpki } from "../keys/open-private-keys.ts";
import { visibleOrders } from "../orders/find-order.ts";
import { type Chain, chainOf, leavesOf } from "./chain-of.ts";
import { isSignedBy } from "./is-signed-by.ts";
import { keyName } from "./key-name.ts";
import { levelOf } from "./level-of.ts";
import { type SignatureFacts, signatureOf } from "./signature-of.ts";

/** A certificate that may be imported, with its chain and what was read of it. */
export interface Importable {
  chain: Chain;
  product: (typeof importedProducts)[keyof typeof importedProducts];
  signature: NonNullable<SignatureFacts["accepted"]>;
  key: { spkiSha256: string; keyAlgorithm: string };
}

/** Judges what was read: the one certificate of a server among them, or every reason why it is not imported. */
export async function judgeImport(
  db: EntityManager,
  context: Context,
  certificates: readonly AnyCertificate[],
): Promise<Importable | ImportRefusal[]> {
  const [leaf, ...more] = leavesOf(certificates);
  if (!leaf) return [refusal("NO_LEAF", certificates.map(shortName).join("; ").slice(0, 300))];
  if (more.length > 0)
    return [refusal("SEVERAL_LEAVES", null, [leaf, ...more].map(shortName).join("; ").slice(0, 300))];
  if (leaf.dnsNames.length > mostNames)
    return [refusal("TOO_LARGE", `${mostNames} names`, `${leaf.dnsNames.length} names`)];

  const chain = await chainOf(leaf, certificates);
  const level = levelOf(leaf);
  const signature = signatureOf(leaf);
  const spki = canonicalSpki(leaf.publicKey);
  const spkiSha256 = spkiSha256Of(spki);
  const reasons = importRefusals(
    {
      level,
      usages: leaf.usages,
      dnsNames: leaf.dnsNames,
      otherNames: leaf.otherNames,
      validTo: leaf.notAfter,
      signature: { name: signature.name, accepted: signature.accepted !== null },
      gap: chain.gapAbove && { above: shortName(chain.gapAbove), wanted: chain.gapAbove.issuerText.slice(0, 300) },
      issuedHere: await isIssuedHere(db, leaf),
      known: await knownOrder(db, context, leaf),
      key: await keyFlaw(db, context, spki, spkiSha256),
    },
    suffixFacts,
    context.now,
  );
  if (reasons.length > 0 || !signature.accepted) return reasons;
  const key = { spkiSha256, keyAlgorithm: keyName(leaf.publicKey) };
  return { chain, product: importedProducts[level], signature: signature.accepted, key };
}

function shortName({ commonName, dnsNames, subjectText }: AnyCertificate): string {
  return (commonName || dnsNames[0] || subjectText || "a certificate without a name").slice(0, 100);
}

async function isIssuedHere(db: EntityManager, leaf: AnyCertificate): Promise<boolean> {
  for (const { certificateDer } of await db.find(IssuingCa)) {
    const ca = readAnyCertificate(certificateDer);
    if (ca && (await isSignedBy(leaf, ca))) return true;
  }
  return false;
}

async function knownOrder(db: EntityManager, { viewer }: Context, { sha256 }: AnyCertificate) {
  const known = await db.findOneBy(Certificate, { accountId: viewer.accountId, sha256Fingerprint: sha256 });
  if (!known) return null;
  const order = await visibleOrders(db, viewer).andWhere("o.id = :id", { id: known.orderId }).getOne();
  return { orderNumber: order?.number ?? null };
}

async function keyFlaw(db: EntityManager, { viewer }: Context, spki: Buffer, spkiSha256: string) {
  const [bad] = await badKeyFaults(db, spki);
  if (bad) return { code: "KEY_COMPROMISED" as const, by: bad.found };
  const [fault] = (await keyUse(db, viewer, spkiSha256, null)).faults;
  if (!fault) return null;
  const code = fault.code === "KEY_COMPROMISED" ? "KEY_COMPROMISED" : "KEY_ALREADY_USED";
  return { code, by: fault.found } as const;
}
