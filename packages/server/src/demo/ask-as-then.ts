import { RequestDuplicate } from "../duplicates/request-duplicate.ts";
import { theProduct, transact } from "../foundation/transact.ts";
import { Order } from "../orders/order.ts";
import { ApproveRequest } from "../requests/approve-request.ts";
import { CancelRequest } from "../requests/cancel-request.ts";
import { DuplicateRequest } from "../requests/duplicate-request.ts";
import { RejectRequest } from "../requests/reject-request.ts";
import { must } from "./must.ts";
import type { OrderPlan, RequestPlan } from "./order-plan.ts";
import { asMember } from "./past-context.ts";
import type { DemoParts } from "./tell-story.ts";
import { throwawayKey } from "./throwaway-key.ts";

/** Asks for a duplicate and decides on it through the mutations themselves, at the time it happened. Answers the issuance it led to. */
export async function askAsThen(
  parts: DemoParts,
  plan: OrderPlan,
  orderId: string,
  wanted: RequestPlan,
): Promise<string | null> {
  const there = await transact(parts.source, theProduct, (tx) =>
    tx.findOneBy(DuplicateRequest, { orderId, requestedAt: wanted.at }),
  );
  const request = there ?? (await ask(parts, plan, orderId, wanted));
  const { decided, outcome } = wanted;
  if (!decided || request.state !== "SUBMITTED") return request.issuanceId;

  const { id } = request;
  const context = await asMember(parts.source, decided.by, decided.at, parts.addresses);
  if (outcome === "REJECTED")
    return mustAsk(await new RejectRequest().rejectRequest({ id, reason: decided.words ?? "" }, context)).issuanceId;
  if (outcome === "CANCELED")
    return mustAsk(await new CancelRequest().cancelRequest({ id, comments: decided.words }, context)).issuanceId;
  return mustAsk(await new ApproveRequest().approveRequest({ id, comments: decided.words }, context)).issuanceId;
}

async function ask(
  { source, addresses }: DemoParts,
  plan: OrderPlan,
  orderId: string,
  wanted: RequestPlan,
): Promise<DuplicateRequest> {
  const { number } = await transact(source, theProduct, (tx) => tx.findOneByOrFail(Order, { id: orderId }));
  const { csr } = await throwawayKey("EC", (wanted.dnsNames ?? plan.dnsNames)[0]!);
  const context = await asMember(source, wanted.by, wanted.at, addresses);
  const { serverName, platform: serverPlatform, comments, dnsNames } = wanted;
  return mustAsk(
    await new RequestDuplicate().requestDuplicate(
      { orderNumber: number, csr, serverName, serverPlatform, comments, dnsNames },
      context,
    ),
  );
}

const mustAsk = (result: object) => must(result, DuplicateRequest);
