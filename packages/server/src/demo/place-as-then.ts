import { Domain } from "../domains/domain.ts";
import { DomainChallenge } from "../domains/domain-challenge.ts";
import { StartDomainValidation } from "../domains/start-domain-validation.ts";
import { storeProof } from "../domains/store-proof.ts";
import { withoutJobs } from "../foundation/queue.ts";
import { theProduct, transact } from "../foundation/transact.ts";
import { Order } from "../orders/order.ts";
import { PlaceOrder } from "../placements/place-order.ts";
import { ApproveRequest } from "../requests/approve-request.ts";
import { OrderRequest } from "../requests/order-request.ts";
import { resume } from "../requests/resume-order.ts";
import { daysBefore, later } from "./demo-time.ts";
import { domainOf } from "./domains.ts";
import { domainFound } from "./evidence.ts";
import { must } from "./must.ts";
import { organizationOf } from "./organization-of.ts";
import { asMember } from "./past-context.ts";
import { demoMember } from "./people.ts";
import { type PlacementPlan, placementPlans } from "./placement-plan.ts";
import { carryOut, type DemoParts } from "./tell-story.ts";
import { throwawayKey } from "./throwaway-key.ts";

/** Places the orders of yesterday, one after the other, so that their numbers follow their times. Answers their ids, by key. */
export async function placeOrders(parts: DemoParts, now: Date): Promise<Map<string, string>> {
  await challengeUnproved(parts, now);
  const placed = new Map<string, string>();
  for (const plan of placementPlans(now)) placed.set(plan.key, await placeAsThen(parts, plan));
  return placed;
}

/** A domain that nobody has proved yet: somebody began, and has published nothing. */
async function challengeUnproved({ source, addresses }: DemoParts, now: Date): Promise<void> {
  const name = "pantry.example.com";
  const context = await asMember(source, "standard", later(daysBefore(now, 1), 2), addresses);
  const { domain, begun } = await transact(source, theProduct, async (tx) => {
    const domain = await tx.findOneByOrFail(Domain, { name });
    return { domain, begun: await tx.existsBy(DomainChallenge, { domainId: domain.id }) };
  });
  if (begun) return;
  const wish = { domainId: domain.id, method: "DNS_TXT" } as const;
  must(await new StartDomainValidation().startDomainValidation(wish, context), DomainChallenge);
}

async function placeAsThen(parts: DemoParts, plan: PlacementPlan): Promise<string> {
  const { source, addresses } = parts;
  const idempotencyKey = `demo ${plan.key}`;
  const find = () => transact(source, theProduct, (tx) => tx.findOneBy(OrderRequest, { idempotencyKey }));
  if (!(await find())) await place(parts, plan, idempotencyKey);
  const request = (await find())!;
  if (plan.approved && request.state === "SUBMITTED") {
    const context = await asMember(source, plan.approved.by, plan.approved.at, addresses);
    must(await new ApproveRequest().approveRequest({ id: request.id }, context), OrderRequest);
  }
  if (plan.dv?.provedAt) await proveAsThen(parts, request, plan.dv.provedAt);
  if (plan.signedAt) await carryOut(parts, (await find())!.issuanceId!, plan.signedAt, "ISSUED");
  return request.orderId;
}

async function place(parts: DemoParts, plan: PlacementPlan, idempotencyKey: string): Promise<void> {
  const { source, addresses } = parts;
  const { product, names: dnsNames, comments } = plan;
  const { csr } = await throwawayKey("EC", dnsNames[0]!);
  const { name, email } = demoMember(plan.by);
  const domain = domainOf("own", dnsNames[0]!).name;
  const order = {
    ...{ product, csr, dnsNames, comments, idempotencyKey, serverPlatform: "nginx" },
    organizationId: plan.organization && (await organizationOf(source, plan.organization)).id,
    domainMethod: plan.dv?.method ?? null,
    contacts: [
      { kind: "CERTIFICATE" as const, name: "Certificate desk", email: `certificates@${domain}` },
      { kind: "TECHNICAL" as const, name, email },
    ],
  };
  const context = await asMember(source, plan.by, plan.at, addresses);
  must(await new PlaceOrder().placeOrder(order, context), Order);
}

/** What the domain's owner published was found, and so the order goes on. */
async function proveAsThen(parts: DemoParts, { id, accountId, orderId }: OrderRequest, at: Date) {
  await transact(parts.source, theProduct, async (write) => {
    const tx = withoutJobs(write);
    const open = await tx.findBy(DomainChallenge, { requestId: id, storedState: "OPEN" });
    for (const challenge of open) {
      const { name } = await tx.findOneByOrFail(Domain, { id: challenge.domainId });
      const found = domainFound(challenge.method, name, challenge.value, at);
      await storeProof(tx, { accountId, actor: "work", now: at }, challenge, found, at);
    }
    await resume(tx, orderId, { addresses: parts.addresses, now: at });
  });
}
