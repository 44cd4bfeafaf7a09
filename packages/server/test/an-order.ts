import { createHash, randomUUID } from "node:crypto";
import { productOf } from "@duplicert/shared/products";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import type { Account } from "../src/accounts/account.ts";
import { authorizeIssuance, type Content, planOf } from "../src/certificates/authorize-issuance.ts";
import { factsOf } from "../src/certificates/facts-of.ts";
import { issueCertificate } from "../src/certificates/issue-certificate.ts";
import { IssuingCa } from "../src/certificates/issuing-ca.ts";
import { Domain } from "../src/domains/domain.ts";
import { DomainProof } from "../src/domains/domain-proof.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { type Tx, theProduct, transact } from "../src/foundation/transact.ts";
import { claimKey } from "../src/keys/claim-key.ts";
import { Order } from "../src/orders/order.ts";
import { OrderContact } from "../src/orders/order-contact.ts";
import { OrderName } from "../src/orders/order-name.ts";
import { Organization } from "../src/organizations/organization.ts";
import { OrganizationProof } from "../src/organizations/organization-proof.ts";
import { type House, newKey } from "./house.ts";

const day = 86_400_000;

export interface OrderWish {
  product?: string;
  legalName?: string;
  names?: string[];
  /** Days before the story's now at which things happened, and after it at which they end. */
  provedDaysAgo?: number;
  issuedDaysAgo?: number;
  certificateEndsInDays?: number;
  orderEndsInDays?: number;
  keyType?: "RSA" | "EC";
  signatureHash?: SignatureHash;
  issued?: boolean;
}

/** An order as it stands after validation and issue: proofs, names, contact, and its original certificate. */
export async function anOrder(house: House, account: Account, placedBy: Viewer, wish: OrderWish = {}): Promise<Order> {
  const { product = "ov", names = ["www.example.com", "example.com"], issued = true } = wish;
  const before = (days: number) => new Date(house.now.getTime() - days * day);
  const provedAt = before(wish.provedDaysAgo ?? 40);
  const issuedAt = before(wish.issuedDaysAgo ?? 30);
  const endsAt = before(-(wish.certificateEndsInDays ?? 150));
  const ca = await house.source.manager.findOneByOrFail(IssuingCa, { isRoot: false, keyType: wish.keyType ?? "RSA" });

  const order = await transact(house.source, theProduct, async (tx) => {
    const organization =
      productOf(product).validationType === "DV"
        ? null
        : await anOrganization(tx, account, product, wish.legalName ?? "Example Widgets Ltd", provedAt);
    const order = await tx.save(
      tx.create(Order, {
        accountId: account.id,
        productKey: product,
        state: issued ? "ISSUED" : "PENDING",
        commonName: names[0],
        createdAt: provedAt,
        orderValidTo: before(-(wish.orderEndsInDays ?? 330)),
        organizationId: organization?.id ?? null,
        issuingCaId: ca.id,
        defaultPlatformKey: "nginx",
        placedBy: placedBy.id,
      }),
    );
    await tx.insert(OrderContact, {
      accountId: account.id,
      orderId: order.id,
      kind: "CERTIFICATE",
      name: "Web team",
      email: "web@example.com",
    });
    for (const [position, dnsName] of names.entries()) {
      const domain = await aDomain(tx, account, dnsName.split(".").slice(-2).join("."), provedAt);
      await tx.insert(OrderName, { accountId: account.id, orderId: order.id, dnsName, position, domainId: domain.id });
    }
    return tx.findOneByOrFail(Order, { id: order.id });
  });
  if (issued)
    await issueOriginal(house, order, ca, {
      names,
      issuedAt,
      endsAt,
      signatureHash: wish.signatureHash ?? (ca.signatureHashes[0] as SignatureHash),
    });
  return order;
}

/** Proves every domain or organization of an account anew, at that time; the proofs there were are void from then on. */
export async function proveAnew(
  house: House,
  account: Account,
  table: "domain_proof" | "organization_proof",
  at: Date,
): Promise<void> {
  const columns =
    table === "domain_proof"
      ? "account_id, domain_id, method, scope, evidence"
      : "account_id, organization_id, kind, collected_by, checked_by, evidence";
  await house.source.query(
    `with voided as (update ${table} set voided_at = $2 where account_id = $1 and voided_at is null returning ${columns})
     insert into ${table} (${columns}, obtained_at) select distinct ${columns}, $2::timestamptz from voided`,
    [account.id, at],
  );
}

async function aDomain(tx: Tx, account: Account, name: string, provedAt: Date): Promise<Domain> {
  const there = await tx.findOneBy(Domain, { accountId: account.id, name });
  if (there) return there;
  const domain = await tx.save(tx.create(Domain, { accountId: account.id, name }));
  const evidence = { record: `_duplicert.${name}`, value: randomUUID() };
  await tx.insert(DomainProof, {
    accountId: account.id,
    domainId: domain.id,
    method: "DNS_TXT",
    scope: "SUBDOMAINS",
    obtainedAt: provedAt,
    evidence,
  });
  return domain;
}

async function anOrganization(
  tx: Tx,
  account: Account,
  product: string,
  legalName: string,
  provedAt: Date,
): Promise<Organization> {
  const organization = await tx.save(
    tx.create(Organization, {
      accountId: account.id,
      legalName,
      streetAddress: "1 Example Street",
      locality: "Taipei",
      stateOrProvince: "Taipei",
      postalCode: "100",
      country: "TW",
      registrationNumber: "12345678",
      businessCategory: "Private Organization",
      jurisdictionCountry: "TW",
      detailsChangedAt: provedAt,
    }),
  );
  const kind = productOf(product).validationType === "EV" ? "EV" : "OV";
  await tx.insert(OrganizationProof, {
    accountId: account.id,
    organizationId: organization.id,
    kind,
    obtainedAt: provedAt,
    collectedBy: "specialist one",
    checkedBy: "specialist two",
    evidence: { registry: "12345678" },
  });
  return organization;
}

async function issueOriginal(
  house: House,
  order: Order,
  ca: IssuingCa,
  wish: { names: string[]; issuedAt: Date; endsAt: Date; signatureHash: SignatureHash },
) {
  const spkiDer = newKey().publicKey.export({ format: "der", type: "spki" });
  const spkiSha256 = createHash("sha256").update(spkiDer).digest("hex");
  const issuance = await transact(house.source, theProduct, async (tx) => {
    const known = await factsOf(tx, order, wish.issuedAt);
    const key = await claimKey(tx, order.accountId, { spkiSha256, keyAlgorithm: "ECDSA P-256" });
    if (!key) throw new Error("a key that was just made is taken");
    const organization = order.organizationId
      ? await tx.findOneByOrFail(Organization, { id: order.organizationId })
      : null;
    const content: Content = {
      kind: "ORIGINAL",
      keyId: key.id,
      spkiDer,
      subject: subjectOf(organization, order.commonName),
      dnsNames: wish.names,
      validTo: wish.endsAt,
      signatureHash: wish.signatureHash,
      serverPlatform: "nginx",
      serverName: null,
    };
    return authorizeIssuance(
      tx,
      order,
      known,
      ca,
      content,
      planOf(order, ca, content, "http://pki.duplicert.test"),
      wish.issuedAt,
    );
  });
  await issueCertificate(house.source, house.issuer, house.network, { issuanceId: issuance.id }, () => wish.issuedAt);
  // what was set up is not what the story is about
  await house.source.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
}

function subjectOf(organization: Organization | null, commonName: string): Content["subject"] {
  const {
    legalName = null,
    streetAddress = null,
    locality = null,
    stateOrProvince = null,
    postalCode = null,
    country = null,
  } = organization ?? {};
  const { businessCategory = null, jurisdictionCountry = null, registrationNumber = null } = organization ?? {};
  return {
    commonName,
    organization: legalName,
    streetAddress,
    locality,
    stateOrProvince,
    postalCode,
    country,
    businessCategory,
    jurisdictionCountry,
    registrationNumber,
  };
}
