import { wildcardsByFile } from "@duplicert/shared/order-refusals";
import { Arg, Ctx, createUnionType, Field, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { DomainValidationRefused } from "../domains/domain-problems.ts";
import { DomainProofMethod } from "../domains/domain-proof.ts";
import type { Context } from "../foundation/context.ts";
import { Problem } from "../foundation/problem.ts";
import type { Tx } from "../foundation/transact.ts";
import { findOrder } from "../orders/find-order.ts";
import type { Order } from "../orders/order.ts";
import { OrderNotFound } from "../orders/order-not-found.ts";
import { orderValidation } from "../orders/order-validation.ts";
import { CertificateRequest } from "./certificate-request.ts";
import { type AnewRequest, issuesAnew } from "./issues-anew.ts";
import { OrderRequest } from "./order-request.ts";
import { anewRequestOfOrder } from "./order-request-field.ts";
import { cancelOwnChallenges, openOwnChallenges } from "./own-challenges.ts";
import { ReissueRequest } from "./reissue-request.ts";

@InputType({ description: "By which method the names of a DV order are to be proved from now on." })
export class ChangeOrderDomainMethodInput {
  @Field(() => Int, { description: "Number of the order." }) orderNumber: number;
  @Field(() => DomainProofMethod, { description: "The method for all names. The same again: new values." })
  method: DomainProofMethod;
}

@ObjectType({ implements: Problem, description: "No request of a DV order waits for its names to be proved." })
class OrderNotWaiting extends Problem {
  constructor(number: number) {
    super(
      `No request on order ${number} waits for its names to be proved, each for itself: only DV orders do, while they are new or reissued. Domains of other orders are proved on their own pages.`,
    );
  }
}

export const ChangeOrderDomainMethodResult = createUnionType({
  name: "ChangeOrderDomainMethodResult",
  description: "The request that waits, with its challenges restarted; or why not.",
  types: () => [OrderRequest, ReissueRequest, OrderNotFound, OrderNotWaiting, DomainValidationRefused] as const,
});

@Resolver()
export class ChangeOrderDomainMethod {
  @Mutation(() => ChangeOrderDomainMethodResult, {
    description:
      "Restarts the challenges of a DV order's waiting request, by another method or the same. One method proves all names: what was proved by another counts no more.",
  })
  changeOrderDomainMethod(
    @Arg("input", () => ChangeOrderDomainMethodInput) input: ChangeOrderDomainMethodInput,
    @Ctx() context: Context,
  ): Promise<typeof ChangeOrderDomainMethodResult> {
    const object = { type: "order-number", id: String(input.orderNumber) };
    return context.transact(async (tx) =>
      auditRefusal(context, "request.method", object, await changeMethod(tx, context, input)),
    );
  }
}

async function changeMethod(
  tx: Tx,
  context: Context,
  { orderNumber, method }: ChangeOrderDomainMethodInput,
): Promise<typeof ChangeOrderDomainMethodResult> {
  const order = await findOrder(tx, context.viewer, orderNumber, "update");
  if (!order) return new OrderNotFound(orderNumber);
  const request = await waitingOfDv(tx, context, order);
  if (!request) return new OrderNotWaiting(orderNumber);

  const wildcards = wildcardsByFile(method, request.dnsNames);
  if (wildcards.length > 0)
    return new DomainValidationRefused(
      wildcards.map((name) => ({ code: "WILDCARD_BY_FILE", domain: name.slice(2), subject: name })),
    );

  const { id, domainMethod: before } = request;
  await audit(tx, actorOf(context), "request.method", { type: "request", id }, { before, after: method });
  if (before !== method) {
    await tx.update(CertificateRequest, { id }, { domainMethod: method } as object);
    await tx.query("update domain_proof set voided_at = $2 where request_id = $1 and voided_at is null", [
      id,
      context.now,
    ]);
  }
  const changed = (await tx.findOneByOrFail(CertificateRequest, { id })) as AnewRequest;
  if (changed.state === "APPROVED") await restart(tx, context, order, changed);
  return changed;
}

/** The order's request whose names are proved for itself alone, locked, while it is not being issued. */
async function waitingOfDv(tx: Tx, context: Context, order: Order): Promise<AnewRequest | null> {
  const newest = (await anewRequestOfOrder(tx, [order.id], context)).get(order.id);
  if (!newest) return null;
  const lock = { mode: "pessimistic_write" } as const;
  const request = await tx.findOneOrFail(CertificateRequest, { where: { id: newest.id }, lock });
  if (!issuesAnew(request) || request.domainMethod === null || request.issuanceId !== null) return null;
  return request.state === "REJECTED" || request.state === "CANCELED" ? null : request;
}

async function restart(tx: Tx, context: Context, order: Order, request: AnewRequest): Promise<void> {
  const { id: requestId, dnsNames } = request;
  await cancelOwnChallenges(tx, actorOf(context), requestId, context.now);
  const { domains } = await orderValidation(tx, order, { dnsNames, requestId }, context.now);
  const unproved = domains.filter(({ validation }) => validation.status !== "VALIDATED").map(({ name }) => name);
  await openOwnChallenges(tx, actorOf(context), request, context.now, unproved);
}
