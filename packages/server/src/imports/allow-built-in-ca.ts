import { builtInCaRefusals } from "@duplicert/shared/built-in-ca-refusals";
import { orderStatus } from "@duplicert/shared/order-status";
import { Role } from "@duplicert/shared/roles";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { type AnyCertificate, readAnyCertificate } from "../ca/any-certificate.ts";
import { Certificate, CertificateDer } from "../certificates/certificate.ts";
import { IssuingCa, isActive } from "../certificates/issuing-ca.ts";
import type { Context, Viewer } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import type { Tx } from "../foundation/transact.ts";
import { isUuid } from "../foundation/uuid.ts";
import { findOrder } from "../orders/find-order.ts";
import { Order } from "../orders/order.ts";
import { OrderNotFound } from "../orders/order-not-found.ts";
import { productOfOrder } from "../orders/order-validation.ts";
import { Organization } from "../organizations/organization.ts";
import { OrganizationNotFound } from "../organizations/organization-problems.ts";
import {
  AllowBuiltInCaInput,
  AllowBuiltInCaResult,
  BuiltInCaRefused,
  DisallowBuiltInCaInput,
  DisallowBuiltInCaResult,
} from "./built-in-ca-input.ts";
import { signatureOf } from "./signature-of.ts";

@Resolver()
export class AllowBuiltInCa {
  @Mutation(() => AllowBuiltInCaResult, {
    description:
      "Says, for one imported order, that the built-in CA may issue on it although another CA issued its certificate; by an administrator. Its duplicates name the organization as it is validated here. Every rule is asked as for any order: names and organization have to be validated.",
  })
  allowBuiltInCa(
    @Arg("input", () => AllowBuiltInCaInput) input: AllowBuiltInCaInput,
    @Ctx() context: Context,
  ): Promise<typeof AllowBuiltInCaResult> {
    const object = { type: "order-number", id: String(input.orderNumber) };
    return context.transact(async (tx) =>
      auditRefusal(context, "order.allow-built-in-ca", object, await allowBuiltInCa(tx, context, input)),
    );
  }

  @Mutation(() => DisallowBuiltInCaResult, {
    description:
      "Takes back what `allowBuiltInCa` allowed, by an administrator: what waits on the order is refused from now on. What was issued stays valid.",
  })
  disallowBuiltInCa(
    @Arg("input", () => DisallowBuiltInCaInput) input: DisallowBuiltInCaInput,
    @Ctx() context: Context,
  ): Promise<typeof DisallowBuiltInCaResult> {
    const object = { type: "order-number", id: String(input.orderNumber) };
    return context.transact(async (tx) =>
      auditRefusal(context, "order.disallow-built-in-ca", object, await disallowBuiltInCa(tx, context, input)),
    );
  }
}

async function allowBuiltInCa(
  tx: Tx,
  context: Context,
  input: AllowBuiltInCaInput,
): Promise<typeof AllowBuiltInCaResult> {
  if (!isAdministrator(context.viewer)) return notAnAdministrator();

  const order = await findOrder(tx, context.viewer, input.orderNumber, "update");
  if (!order) return new OrderNotFound(input.orderNumber);
  const organizationId = input.organizationId ?? order.organizationId;
  const organization = organizationId === null ? null : await ownOrganization(tx, context.viewer, organizationId);
  if (organizationId !== null && !organization) return new OrganizationNotFound();

  const imported = order.imported ? await importedCertificate(tx, order) : null;
  const keyType = (imported && signatureOf(imported).accepted?.keyType) ?? "";
  const cas = await tx.findBy(IssuingCa, { isRoot: false });
  const ca = cas.find((one) => one.keyType === keyType && isActive(one, context.now));
  const reasons = builtInCaRefusals({
    imported: order.imported,
    status: orderStatus(order.state, order.orderValidTo, context.now),
    orderValidTo: order.orderValidTo,
    validationType: productOfOrder(order).validationType,
    issuer: { keyType, available: ca !== undefined },
    organization,
    certified: { organization: imported?.organization ?? null, country: imported?.country ?? null },
  });
  if (reasons.length > 0 || !ca) return new BuiltInCaRefused(reasons);

  await tx.update(Order, { id: order.id }, { issuingCaId: ca.id, organizationId });
  const detail = { order: order.number, ca: ca.slug, organization: organizationId };
  await audit(tx, actorOf(context), "order.allow-built-in-ca", { type: "order", id: order.id }, detail);
  return tx.findOneByOrFail(Order, { id: order.id });
}

async function disallowBuiltInCa(
  tx: Tx,
  context: Context,
  input: DisallowBuiltInCaInput,
): Promise<typeof DisallowBuiltInCaResult> {
  if (!isAdministrator(context.viewer)) return notAnAdministrator();

  const order = await findOrder(tx, context.viewer, input.orderNumber, "update");
  if (!order) return new OrderNotFound(input.orderNumber);
  if (!order.imported) return new BuiltInCaRefused([{ code: "NOT_IMPORTED", subject: null }]);

  await tx.update(Order, { id: order.id }, { issuingCaId: null });
  const object = { type: "order", id: order.id };
  await audit(tx, actorOf(context), "order.disallow-built-in-ca", object, { order: order.number });
  return tx.findOneByOrFail(Order, { id: order.id });
}

const isAdministrator = (viewer: Viewer): boolean => viewer.role === Role.ADMINISTRATOR;

function notAnAdministrator(): NotPermitted {
  return new NotPermitted("Only an administrator says which CA may issue on an imported order. Ask one of yours.");
}

async function ownOrganization(tx: Tx, { accountId }: Viewer, id: string): Promise<Organization | null> {
  return isUuid(id) ? tx.findOneBy(Organization, { id, accountId }) : null;
}

async function importedCertificate(tx: Tx, order: Order): Promise<AnyCertificate | null> {
  const imported = await tx.findOneByOrFail(Certificate, { orderId: order.id, kind: "IMPORTED" });
  const { der } = await tx.findOneByOrFail(CertificateDer, { certificateId: imported.id });
  return readAnyCertificate(der);
}
