import { normalizeDnsName } from "@duplicert/shared/dns-name";
import { actorOf } from "../audit/audit.ts";
import { certificatePem } from "../ca/pem.ts";
import { Certificate, CertificateDer } from "../certificates/certificate.ts";
import { domainFor, holdNewDomains } from "../domains/domain-for.ts";
import type { Context } from "../foundation/context.ts";
import type { Tx } from "../foundation/transact.ts";
import { Key } from "../keys/key.ts";
import { Order } from "../orders/order.ts";
import { type ContactKind, OrderContact } from "../orders/order-contact.ts";
import { OrderName } from "../orders/order-name.ts";
import { Organization } from "../organizations/organization.ts";
import type { Importable } from "./judge-import.ts";

/** What is imported, with what the importer says besides. */
export interface Import extends Importable {
  contacts: { kind: ContactKind; name: string; email: string }[];
  platformKey: string;
  keyId: string;
}

/** Writes an imported order, its names and domains, and its certificate, with the key that was claimed for it. */
export async function saveImport(tx: Tx, context: Context, imported: Import): Promise<Order> {
  const { leaf } = imported.chain;
  const { accountId } = context.viewer;
  const dnsNames = [...new Set(leaf.dnsNames.map((name) => normalizeDnsName(name) as string))];
  const commonName = normalizeDnsName(leaf.commonName ?? "") ?? "";
  const named = dnsNames.includes(commonName) ? commonName : (dnsNames[0] as string);
  const { id } = await tx.save(
    tx.create(Order, {
      accountId,
      productKey: imported.product.key,
      imported: true,
      state: "ISSUED",
      commonName: named,
      createdAt: context.now,
      orderValidTo: leaf.notAfter,
      organizationId: imported.product.validationType === "DV" ? null : await organizationOf(tx, accountId, imported),
      issuingCaId: null,
      defaultPlatformKey: imported.platformKey,
      placedBy: context.viewer.id,
    }),
  );
  const contacts = imported.contacts.map((contact) => ({ ...contact, accountId, orderId: id }));
  if (contacts.length > 0) await tx.insert(OrderContact, contacts);
  await saveNames(tx, context, id, dnsNames);
  await saveCertificate(tx, imported, { accountId, orderId: id, commonName: named, dnsNames });
  await tx.update(Key, { id: imported.keyId }, { state: "CERTIFIED" });
  return tx.findOneByOrFail(Order, { id });
}

/** The one organization of the account that is named exactly so, in that country; null: none, or several. */
async function organizationOf(tx: Tx, accountId: string, { chain: { leaf } }: Importable): Promise<string | null> {
  const { organization: legalName, country } = leaf;
  if (!legalName || !country) return null;
  const found = await tx.findBy(Organization, { accountId, legalName, country: country.toUpperCase() });
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

async function saveNames(tx: Tx, context: Context, orderId: string, dnsNames: string[]): Promise<void> {
  const { accountId } = context.viewer;
  await holdNewDomains(tx, accountId);
  for (const [position, dnsName] of dnsNames.entries()) {
    const domain = await domainFor(tx, accountId, dnsName, false, actorOf(context), context.now);
    await tx.insert(OrderName, { accountId, orderId, dnsName, position, domainId: domain.id });
  }
}

async function saveCertificate(
  tx: Tx,
  { chain, signature, keyId, platformKey }: Import,
  of: { accountId: string; orderId: string; commonName: string; dnsNames: string[] },
): Promise<void> {
  const { leaf, issuing, root } = chain;
  const certificate = await tx.save(
    tx.create(Certificate, {
      ...of,
      keyId,
      issuanceId: null,
      issuingCaId: null,
      kind: "IMPORTED",
      serial: leaf.serial,
      crlShard: null,
      sha256Fingerprint: leaf.sha256,
      validFrom: leaf.notBefore,
      validTo: leaf.notAfter,
      signatureHash: signature.hash,
      isPrimary: true,
      serverPlatformKey: platformKey,
      serverName: null,
    }),
  );
  await tx.insert(CertificateDer, {
    certificateId: certificate.id,
    der: leaf.der,
    chainPem: issuing.map(({ der }) => certificatePem(der)).join(""),
    rootPem: root && certificatePem(root.der),
  });
}
