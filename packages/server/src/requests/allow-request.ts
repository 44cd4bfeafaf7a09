import { readCsr } from "@duplicert/shared/csr";
import { duplicateDefaults } from "@duplicert/shared/duplicate-refusals";
import { issuanceRefusals } from "@duplicert/shared/issuance-refusals";
import { Account } from "../accounts/account.ts";
import { actorOf, audit } from "../audit/audit.ts";
import { authorizeIssuance, type Content, planOf } from "../certificates/authorize-issuance.ts";
import { factsOf, type KnownOrder } from "../certificates/facts-of.ts";
import { Issuance } from "../certificates/issuance.ts";
import type { Context } from "../foundation/context.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { verifySignature } from "../foundation/verify-signature.ts";
import type { Order } from "../orders/order.ts";
import type { CertificateRequest } from "./certificate-request.ts";
import type { DuplicateRequest } from "./duplicate-request.ts";
import { moveRequest } from "./move-request.ts";
import { type DecisionOutcome, decide } from "./request-decision.ts";
import { DuplicateRefused } from "./request-problems.ts";

/** The step that allows: asked by approval, by a request that skips it, and by a retry. The order and the request are locked. */
export async function allowRequest(
  tx: Tx,
  context: Context,
  order: Order,
  request: CertificateRequest,
  comments: string | null,
  outcome: DecisionOutcome = "APPROVED",
): Promise<DuplicateRequest | DuplicateRefused> {
  const known = await factsOf(tx, order, context.now);
  const { commonName, dnsNames, signatureHash } = request;
  const wish = { commonName, dnsNames, signatureHash, validTo: request.validToNamed ? request.validTo : null };
  const reasons = issuanceRefusals[request.kind](known.facts, wish, context.now);
  if (reasons.length > 0) return new DuplicateRefused(reasons);

  if (outcome === "APPROVED" && request.state === "SUBMITTED" && (await needsSecond(tx, context))) {
    await decide(tx, context, request, outcome, comments);
    await audit(tx, actorOf(context), "request.first-approval", { type: "request", id: request.id });
    await enqueue(tx, "mailApprovers", { requestId: request.id });
    return moveRequest(tx, request, "PENDING");
  }

  if (!known.issuer) throw new Error(`order ${order.number} has no issuing CA although the rules allow it`);
  const content = await contentOf(tx, known, request, context.now);
  const plan = planOf(order, known.issuer, content, context.addresses.pkiUrl);
  const issuance = await authorizeIssuance(tx, order, known, known.issuer, content, plan, context.now);
  await decide(tx, context, request, outcome, comments, issuance.planSha256);
  const detail = { issuance: issuance.id, plan: issuance.planSha256, proofs: known.proofs };
  await audit(
    tx,
    actorOf(context),
    outcome === "RETRIED" ? "request.retry" : "request.approve",
    { type: "request", id: request.id },
    detail,
  );
  return moveRequest(tx, request, "APPROVED", issuance.id);
}

async function contentOf(tx: Tx, known: KnownOrder, request: CertificateRequest, now: Date): Promise<Content> {
  const { csr } = await readCsr(request.csr, verifySignature);
  const defaults = duplicateDefaults(known.facts, now);
  if (!csr || !defaults || !known.primary?.issuanceId)
    throw new Error(`request ${request.id} was accepted and cannot be planned`);
  const { subjectFacts } = await tx.findOneByOrFail(Issuance, { id: known.primary.issuanceId });
  return {
    kind: request.kind,
    keyId: request.keyId,
    spkiDer: csr.spkiDer,
    // everything but the common name is the primary's
    subject: { ...subjectFacts, commonName: request.commonName },
    dnsNames: request.dnsNames,
    validTo: request.validToNamed ? request.validTo : defaults.validTo,
    signatureHash: request.signatureHash,
    serverPlatform: request.serverPlatformKey,
    serverName: request.serverName,
  };
}

async function needsSecond(tx: Tx, context: Context): Promise<boolean> {
  const { approval } = await tx.findOneByOrFail(Account, { id: context.viewer.accountId });
  return approval === "TWO_STEP";
}
