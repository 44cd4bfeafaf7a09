import { normalizeDnsName } from "@duplicert/shared/dns-name";
import { orderedNames, placementRefusals, usualOrderEnd } from "@duplicert/shared/order-refusals";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { maxValidTo, wholeSecond } from "@duplicert/shared/validity";
import type { EntityManager } from "typeorm";
import { IssuingCa, isActive } from "../certificates/issuing-ca.ts";
import { CsrRejected } from "../csrs/csr-rejected.ts";
import { type KnownCsr, readCsrForAccount, withLedger } from "../csrs/read-csr-for-account.ts";
import { suffixFacts } from "../domains/public-suffix.ts";
import { badInput } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { isUuid } from "../foundation/uuid.ts";
import { Organization } from "../organizations/organization.ts";
import { OrganizationNotFound } from "../organizations/organization-problems.ts";
import { OrderRefused } from "./order-refused.ts";
import type { PlaceOrderInput } from "./place-order-input.ts";

/** An order that the rules allow, its defaults filled in. */
export interface AllowedOrder {
  csr: KnownCsr;
  dnsNames: string[];
  commonName: string;
  organization: Organization | null;
  ca: IssuingCa;
  signatureHash: SignatureHash;
  orderValidTo: Date;
  validTo: Date;
}

/** Judges an order, all but whether its key is still free. What is unproved stands in no order's way: it waits. */
export async function judgeOrder(
  db: EntityManager,
  context: Context,
  input: PlaceOrderInput,
): Promise<AllowedOrder | { problem: CsrRejected | OrderRefused | OrganizationNotFound }> {
  refuseFloods(input);
  const read = await readCsrForAccount(db, context, input.csr);
  const { csr, faults } = read;
  if (!csr || faults.length > 0) {
    const all = await withLedger(db, context, read, input.serverName ?? null);
    return { problem: new CsrRejected(all.faults) };
  }
  const organization = await organizationOf(db, context, input);
  if (organization === "UNKNOWN") return { problem: new OrganizationNotFound() };

  const { now } = context;
  const ca = await caFor(db, csr, now);
  const written = input.dnsNames ?? namesOf(csr);
  const orderValidTo = input.orderValidTo ? wholeSecond(input.orderValidTo) : usualOrderEnd(now);
  const wish = {
    product: input.product,
    dnsNames: written,
    commonName: input.commonName ?? null,
    domainMethod: input.domainMethod ?? null,
    contacts: input.contacts,
    orderValidTo,
    validTo: input.validTo ?? null,
    signatureHash: input.signatureHash ?? null,
  };
  const signatureHashes = ca?.signatureHashes ?? [];
  const reasons = placementRefusals({ organization, signatureHashes, suffix: suffixFacts }, wish, now);
  if (reasons.length > 0 || !ca) return { problem: new OrderRefused(reasons) };
  const dnsNames = orderedNames(written);
  return {
    ...{ csr, dnsNames, organization, ca, orderValidTo },
    commonName: commonNameOf(input, csr, dnsNames),
    signatureHash: wish.signatureHash ?? usualHash(ca),
    validTo: wish.validTo ? wholeSecond(wish.validTo) : maxValidTo(orderValidTo, now),
  };
}

/** Names as long as a name can be; a list far longer than any certificate's is not answered name by name. */
function refuseFloods({ product, commonName, dnsNames, contacts }: PlaceOrderInput): void {
  if ((dnsNames?.length ?? 0) > 1000) throw badInput("dnsNames has more than 1,000 names.");
  if (contacts.length > 100) throw badInput("contacts has more than 100 entries.");
  const texts = [product, commonName ?? "", ...(dnsNames ?? []), ...contacts.map(({ email }) => email)];
  for (const text of texts) {
    if (text.length > 1000)
      throw badInput(`Among product, names and addresses is a text of ${text.length} characters. Give each by itself.`);
  }
}

async function organizationOf(db: EntityManager, context: Context, { organizationId: id }: PlaceOrderInput) {
  if (id == null) return null;
  const { accountId } = context.viewer;
  return (isUuid(id) ? await db.findOneBy(Organization, { id, accountId }) : null) ?? "UNKNOWN";
}

/** The active CA whose key is of the type of the CSR's, else any that is active; the newest of them. */
async function caFor(db: EntityManager, csr: KnownCsr, now: Date): Promise<IssuingCa | null> {
  const authorities = await db.find(IssuingCa, {
    where: { isRoot: false },
    order: { activeFrom: "DESC", slug: "ASC" },
  });
  const active = authorities.filter((ca) => isActive(ca, now));
  const keyType = csr.keyAlgorithm.startsWith("RSA") ? "RSA" : "EC";
  return active.find((ca) => ca.keyType === keyType) ?? active[0] ?? null;
}

/** The names in a CSR: its alternative names, and its common name where that is a name. */
function namesOf({ commonName, dnsNames }: KnownCsr): string[] {
  return commonName !== null && normalizeDnsName(commonName) !== null ? [commonName, ...dnsNames] : dnsNames;
}

function commonNameOf(input: PlaceOrderInput, csr: KnownCsr, dnsNames: string[]): string {
  const [wished] = orderedNames([input.commonName ?? csr.commonName ?? ""]);
  return dnsNames.find((name) => name === wished) ?? dnsNames[0]!;
}

function usualHash({ signatureHashes }: IssuingCa): SignatureHash {
  return signatureHashes.includes("SHA256") ? "SHA256" : signatureHashes[0]!;
}
