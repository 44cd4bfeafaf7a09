import { randomBytes, randomUUID } from "node:crypto";
import { Account } from "../accounts/account.ts";
import { addMember } from "../accounts/add-member.ts";
import type { Auth } from "../accounts/auth.ts";
import { authorityAccount } from "../accounts/authority-account.ts";
import { audit } from "../audit/audit.ts";
import { IssuingCa } from "../certificates/issuing-ca.ts";
import { Domain } from "../domains/domain.ts";
import { DomainProof } from "../domains/domain-proof.ts";
import type { Tx } from "../foundation/transact.ts";
import { Order } from "../orders/order.ts";
import { OrderContact } from "../orders/order-contact.ts";
import { OrderName } from "../orders/order-name.ts";
import { Organization } from "../organizations/organization.ts";
import { OrganizationContact } from "../organizations/organization-contact.ts";
import { OrganizationProof } from "../organizations/organization-proof.ts";
import { daysBefore } from "./demo-time.ts";
import { demoDomains, domainOf } from "./domains.ts";
import { domainFound, organizationEvidence, twoSpecialists } from "./evidence.ts";
import type { OrderPlan } from "./order-plan.ts";
import { type DemoOrganization, demoOrganizations, type OrganizationKey } from "./organizations.ts";
import { type AccountKey, demoCustomers, demoMember, demoMembers, type MemberKey } from "./people.ts";
import { proofTimes } from "./proof-history.ts";

/** The ids of what the demo stands on, by the names the plans have for it. */
interface Ground {
  accounts: Map<AccountKey, string>;
  members: Map<MemberKey, string>;
  organizations: Map<OrganizationKey, string>;
  domains: Map<string, string>;
}

const openedDaysAgo = 790;

/** Writes accounts, people, organizations, domains, their proofs, and every order: all that is there before a certificate is. */
export async function layOut(tx: Tx, auth: Auth, plans: readonly OrderPlan[], now: Date): Promise<Map<string, string>> {
  const ground: Ground = { accounts: new Map(), members: new Map(), organizations: new Map(), domains: new Map() };
  const openedAt = daysBefore(now, openedDaysAgo);
  ground.accounts.set("authority", (await authorityAccount(tx, openedAt)).id);
  for (const { key, name } of demoCustomers) {
    const account = tx.create(Account, {
      name,
      approval: "ONE_STEP",
      keyPolicy: "REFUSE",
      locale: "EN",
      createdAt: openedAt,
    });
    ground.accounts.set(key, (await tx.save(account)).id);
  }
  for (const { key, account, ...details } of demoMembers) {
    // nobody knows this password: the last step sets those that are told
    const password = randomBytes(24).toString("base64url");
    const member = await addMember(
      tx,
      auth,
      { ...details, accountId: ground.accounts.get(account)!, password },
      openedAt,
    );
    ground.members.set(key, member.id);
  }
  await layOrganizations(tx, ground, now);
  await layDomains(tx, ground, now);
  return layOrders(tx, ground, plans);
}

async function layOrganizations(tx: Tx, ground: Ground, now: Date): Promise<void> {
  const addedAt = daysBefore(now, openedDaysAgo);
  for (const [salt, organization] of demoOrganizations.entries()) {
    const accountId = ground.accounts.get(organization.account)!;
    const addedBy = administratorOf(ground, organization.account);
    const row = { ...organization.details, accountId, addedBy, addedAt, detailsChangedAt: addedAt };
    const { id } = await tx.save(tx.create(Organization, row));
    ground.organizations.set(organization.key, id);
    await tx.insert(OrganizationContact, {
      ...contactOf(organization),
      accountId,
      organizationId: id,
      changedAt: addedAt,
    });
    const { kind, standing } = organization.proof;
    const proofs = proofTimes(`ORGANIZATION_${kind}`, standing, now, salt).map((obtainedAt, i) => ({
      accountId,
      organizationId: id,
      kind,
      obtainedAt,
      ...specialists(ground, salt + i),
      evidence: organizationEvidence(organization, obtainedAt, salt + i),
      voidedAt: null,
    }));
    await tx.insert(OrganizationProof, proofs);
  }
}

const administratorOf = ({ members }: Ground, account: AccountKey) =>
  members.get(account === "other" ? "otherAdministrator" : "administrator")!;

function contactOf({ key, details, contact }: DemoOrganization) {
  return { ...contact, email: `office@${key}.example`, phone: details.phone };
}

function specialists({ members }: Ground, salt: number) {
  const { collectedBy, checkedBy } = twoSpecialists(salt);
  return { collectedBy: members.get(collectedBy)!, checkedBy: members.get(checkedBy)! };
}

async function layDomains(tx: Tx, ground: Ground, now: Date): Promise<void> {
  for (const [salt, { name, account, method, standing }] of demoDomains.entries()) {
    const accountId = ground.accounts.get(account)!;
    const added = { addedById: administratorOf(ground, account), addedAt: daysBefore(now, openedDaysAgo, salt) };
    const { id } = await tx.save(tx.create(Domain, { accountId, name, ...added }));
    ground.domains.set(`${account} ${name}`, id);
    const proofs = proofTimes("DOMAIN", standing, now, salt).map((obtainedAt) => ({
      accountId,
      domainId: id,
      method,
      obtainedAt,
      // BR 3.2.2.4.18: a file proves its own name only
      scope: method === "HTTP_FILE" ? ("EXACT" as const) : ("SUBDOMAINS" as const),
      evidence: domainFound(method, name, null, obtainedAt),
      voidedAt: null,
    }));
    if (proofs.length > 0) await tx.insert(DomainProof, proofs);
  }
}

async function layOrders(tx: Tx, ground: Ground, plans: readonly OrderPlan[]): Promise<Map<string, string>> {
  const authorities = await tx.findBy(IssuingCa, { isRoot: false });
  // numbers are given in the order of the rows
  const orders = [...plans]
    .sort((a, b) => a.placedAt.getTime() - b.placedAt.getTime())
    .map((plan) => ({ plan, id: randomUUID() as string }));
  const rowOf = ({ plan, id }: (typeof orders)[number]) => ({
    id,
    accountId: ground.accounts.get(plan.account)!,
    productKey: plan.product,
    state: plan.state,
    commonName: plan.dnsNames[0]!,
    createdAt: plan.placedAt,
    orderValidTo: plan.orderValidTo,
    organizationId: plan.organization && ground.organizations.get(plan.organization)!,
    issuingCaId: authorities.find((ca) => ca.keyType === plan.caKeyType)!.id,
    defaultPlatformKey: plan.platform,
    placedBy: ground.members.get(plan.placedBy)!,
  });
  await tx.insert(Order, orders.map(rowOf));
  await tx.insert(
    OrderName,
    orders.flatMap(({ plan, id }) => namesOf(ground, plan, id)),
  );
  await tx.insert(
    OrderContact,
    orders.flatMap(({ plan, id }) => contactsOf(ground, plan, id)),
  );
  for (const { plan, id } of orders) {
    const actor = {
      accountId: ground.accounts.get(plan.account)!,
      actor: ground.members.get(plan.placedBy)!,
      now: plan.placedAt,
    };
    await audit(tx, actor, "order.place", { type: "order", id }, { product: plan.product, names: plan.dnsNames });
  }
  return new Map(orders.map(({ plan, id }) => [plan.key, id]));
}

function namesOf(ground: Ground, plan: OrderPlan, orderId: string) {
  const accountId = ground.accounts.get(plan.account)!;
  return plan.dnsNames.map((dnsName, position) => {
    const domainId = ground.domains.get(`${plan.account} ${domainOf(plan.account, dnsName).name}`)!;
    return { accountId, orderId, dnsName, position, domainId };
  });
}

function contactsOf(ground: Ground, plan: OrderPlan, orderId: string) {
  const accountId = ground.accounts.get(plan.account)!;
  const domain = domainOf(plan.account, plan.dnsNames[0]!).name;
  const { name, email } = demoMember(plan.placedBy);
  return [
    { accountId, orderId, kind: "CERTIFICATE" as const, name: "Certificate desk", email: `certificates@${domain}` },
    { accountId, orderId, kind: "TECHNICAL" as const, name, email },
  ];
}
