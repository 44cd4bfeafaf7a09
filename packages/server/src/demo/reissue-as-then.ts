import { theProduct, transact } from "../foundation/transact.ts";
import { Order } from "../orders/order.ts";
import { RequestReissue } from "../reissues/request-reissue.ts";
import { ApproveRequest } from "../requests/approve-request.ts";
import { ReissueRequest } from "../requests/reissue-request.ts";
import { must } from "./must.ts";
import type { OrderPlan, ReissuePlan } from "./order-plan.ts";
import { asMember } from "./past-context.ts";
import type { DemoParts } from "./tell-story.ts";
import { throwawayKey } from "./throwaway-key.ts";

/** Asks for a reissue and approves it through the mutations themselves, at the time it happened. Answers the issuance it led to; null while it waits. */
export async function reissueAsThen(
  parts: DemoParts,
  plan: OrderPlan,
  wanted: ReissuePlan,
  orderId: string,
): Promise<string | null> {
  const there = await transact(parts.source, theProduct, (tx) =>
    tx.findOneBy(ReissueRequest, { orderId, requestedAt: wanted.at }),
  );
  const request = there ?? (await ask(parts, plan, wanted, orderId));
  if (request.state !== "SUBMITTED") return request.issuanceId;
  const context = await asMember(parts.source, wanted.approved.by, wanted.approved.at, parts.addresses);
  return must(await new ApproveRequest().approveRequest({ id: request.id }, context), ReissueRequest).issuanceId;
}

async function ask(
  { source, addresses }: DemoParts,
  plan: OrderPlan,
  { by, at, dnsNames, serverName, comments }: ReissuePlan,
  orderId: string,
): Promise<ReissueRequest> {
  const { number } = await transact(source, theProduct, (tx) => tx.findOneByOrFail(Order, { id: orderId }));
  const { csr } = await throwawayKey("EC", dnsNames[0]!);
  const context = await asMember(source, by, at, addresses);
  const revokeEarlier = plan.dnsNames.some((name) => !dnsNames.includes(name));
  const wish = { orderNumber: number, csr, dnsNames, serverName, comments, revokeEarlier };
  return must(await new RequestReissue().requestReissue(wish, context), ReissueRequest);
}
