import type { DataSource } from "typeorm";
import { audit } from "../audit/audit.ts";
import type { Issuer } from "../ca/issuer.ts";
import { askForCrl } from "../certificates/ask-for-status.ts";
import { authorizeIssuance, type Content, planOf } from "../certificates/authorize-issuance.ts";
import { Certificate } from "../certificates/certificate.ts";
import { factsOf } from "../certificates/facts-of.ts";
import { Issuance } from "../certificates/issuance.ts";
import { issueChecked } from "../certificates/issue-certificate.ts";
import { IssuingCa } from "../certificates/issuing-ca.ts";
import { revokeCertificates } from "../certificates/revoke.ts";
import { subjectOf } from "../certificates/subject-of.ts";
import type { Addresses } from "../foundation/context.ts";
import { withoutJobs } from "../foundation/queue.ts";
import { theProduct, transact } from "../foundation/transact.ts";
import { claimKey } from "../keys/claim-key.ts";
import { lockOrder } from "../orders/find-order.ts";
import { Order } from "../orders/order.ts";
import { askAsThen } from "./ask-as-then.ts";
import { recordCaa } from "./caa-history.ts";
import { later } from "./demo-time.ts";
import type { OrderPlan } from "./order-plan.ts";
import { demoOrganization } from "./organizations.ts";
import { reissueAsThen } from "./reissue-as-then.ts";
import { throwawayKey } from "./throwaway-key.ts";

export interface DemoParts {
  source: DataSource;
  issuer: Issuer;
  addresses: Addresses;
}

/** Everything that happened on an order, in the order it happened. What a run before this one did is found and left alone. */
export async function tellStory(parts: DemoParts, plan: OrderPlan, orderId: string): Promise<void> {
  if (!plan.original) return;
  const original = await originalOf(parts, plan, orderId);
  await carryOut(parts, original, later(plan.original.issuedAt, 1), "ISSUED");
  for (const request of plan.requests) {
    const issuance = await askAsThen(parts, plan, orderId, request);
    if (issuance) await carryOut(parts, issuance, request.signedAt, request.outcome === "FAILED" ? "FAILED" : "ISSUED");
  }
  if (plan.reissue) {
    const issuance = await reissueAsThen(parts, plan, plan.reissue, orderId);
    if (plan.reissue.signedAt) await carryOut(parts, issuance!, plan.reissue.signedAt, "ISSUED");
  }
  if (plan.revokedAt) await revokeOrder(parts.source, orderId, plan.revokedAt);
}

/** The one issue function, with the clock of then. */
export async function carryOut(
  { source, issuer }: DemoParts,
  issuanceId: string,
  at: Date,
  becomes: Issuance["state"],
): Promise<void> {
  await recordCaa(source, issuanceId, at);
  await issueChecked(source, issuer, { issuanceId }, () => at, { jobs: false });
  const issuance = await transact(source, theProduct, (tx) => tx.findOneByOrFail(Issuance, { id: issuanceId }));
  if (issuance.state !== becomes)
    throw new Error(`the demo's issuance ${issuanceId} is ${issuance.state}: ${JSON.stringify(issuance.failure)}`);
}

async function originalOf({ source, addresses }: DemoParts, plan: OrderPlan, orderId: string): Promise<string> {
  const there = await transact(source, theProduct, (tx) => tx.findOneBy(Issuance, { orderId, kind: "ORIGINAL" }));
  if (there) return there.id;
  const key = await throwawayKey(plan.keyType, plan.dnsNames[0]!);
  const { issuedAt, validTo } = plan.original!;
  return transact(source, theProduct, async (tx) => {
    const order = await lockOrder(tx, orderId, "share");
    const claimed = await claimKey(tx, order.accountId, key);
    if (!claimed) throw new Error(`a key that was just made is taken: ${key.spkiSha256}`);
    const ca = await tx.findOneByOrFail(IssuingCa, { id: order.issuingCaId! });
    const content: Content = {
      kind: "ORIGINAL",
      keyId: claimed.id,
      spkiDer: key.spkiDer,
      // from the plan, not from the row: the row may have changed since
      subject: subjectOf(detailsIn(plan), plan.dnsNames[0]!),
      dnsNames: plan.dnsNames,
      validTo,
      signatureHash: plan.signatureHash,
      serverPlatform: plan.platform,
      serverName: null,
    };
    const known = await factsOf(tx, order, issuedAt);
    return (
      await authorizeIssuance(
        withoutJobs(tx),
        order,
        known,
        ca,
        content,
        planOf(order, ca, content, addresses.pkiUrl),
        issuedAt,
      )
    ).id;
  });
}

const detailsIn = ({ organization, product }: OrderPlan) =>
  organization && !product.startsWith("dv") ? demoOrganization(organization).details : null;

/** Revokes every certificate of an order and the order itself, as then; the CRL that says so is made today. */
async function revokeOrder(source: DataSource, orderId: string, at: Date): Promise<void> {
  const certificates = await transact(source, theProduct, async (tx) => {
    const order = await lockOrder(withoutJobs(tx), orderId, "update");
    const certificates = await tx.findBy(Certificate, { orderId });
    if (order.state === "REVOKED") return certificates;
    const actor = { accountId: order.accountId, actor: order.placedBy, now: at };
    const why = { reason: "CESSATION_OF_OPERATION", by: order.placedBy, actor } as const;
    await revokeCertificates(tx, certificates, why, at);
    await tx.update(Order, { id: orderId }, { state: "REVOKED" });
    await audit(tx, actor, "order.revoke", { type: "order", id: orderId });
    return certificates;
  });
  await transact(source, theProduct, async (tx) => {
    for (const { issuingCaId, crlShard } of certificates) await askForCrl(tx, issuingCaId!, crlShard!);
  });
}
