import { readCsr } from "@duplicert/shared/csr";
import { duplicateDefaults } from "@duplicert/shared/duplicate-refusals";
import { issuanceRefusals } from "@duplicert/shared/issuance-refusals";
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { Account } from "../accounts/account.ts";
import { actorOf, audit } from "../audit/audit.ts";
import { authorizeIssuance, type Content, planOf } from "../certificates/authorize-issuance.ts";
import { factsOf, type KnownOrder } from "../certificates/facts-of.ts";
import { Issuance } from "../certificates/issuance.ts";
import type { Context } from "../foundation/context.ts";
import { plainText } from "../foundation/plain-text.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { verifySignature } from "../foundation/verify-signature.ts";
import type { Order } from "../orders/order.ts";
import { CertificateRequest } from "./certificate-request.ts";
import { DuplicateRequest } from "./duplicate-request.ts";
import { isApprover, lockRequest, secondPersonProblem } from "./open-request.ts";
import { type DecisionOutcome, decide, RequestDecision } from "./request-decision.ts";
import {
  DuplicateRefused,
  NotPermitted,
  RequestNotFound,
  RequestNotOpen,
  SecondPersonRequired,
} from "./request-problems.ts";

@InputType({ description: "Which request to approve." })
export class ApproveRequestInput {
  @Field(() => ID, { description: "Id of the request." }) id: string;
  @Field(() => String, { nullable: true, description: "A remark for the record; at most 2,000 characters." }) comments?:
    | string
    | null;
}

export const ApproveRequestResult = createUnionType({
  name: "ApproveRequestResult",
  description: "The request, approved (or, in two-step approval, waiting for the second approver), or why not.",
  types: () =>
    [DuplicateRequest, RequestNotFound, RequestNotOpen, NotPermitted, SecondPersonRequired, DuplicateRefused] as const,
});

@Resolver()
export class ApproveRequest {
  @Mutation(() => ApproveRequestResult, {
    description:
      "Allows a waiting request. All rules are asked again with today's proofs: after a lapse it is refused, the request keeps waiting, and nothing is lost. The exact content that is allowed is recorded with the decision.",
  })
  approveRequest(
    @Arg("input", () => ApproveRequestInput) input: ApproveRequestInput,
    @Ctx() context: Context,
  ): Promise<typeof ApproveRequestResult> {
    return context.transact((tx) => approveRequest(tx, context, input));
  }
}

async function approveRequest(
  tx: Tx,
  context: Context,
  input: ApproveRequestInput,
): Promise<typeof ApproveRequestResult> {
  const comments = plainText("comments", input.comments, 2000);
  if (!isApprover(context.viewer)) return notAnApprover();

  const locked = await lockRequest(tx, context, input.id);
  if (!locked) return new RequestNotFound();
  const { request, order, status } = locked;
  if (status !== "SUBMITTED" && status !== "PENDING") return new RequestNotOpen(status, "SUBMITTED or PENDING");
  const problem =
    (await secondPersonProblem(tx, context.viewer, order, request.requestedById)) ??
    (await approvedAlready(tx, context, request));
  if (problem) return problem;

  return allow(tx, context, order, request, comments);
}

/** The step that allows: asked by approval, by a request that skips it, and by a retry. The order and the request are locked. */
export async function allow(
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
  if (reasons.length > 0) return refused(context, request, new DuplicateRefused(reasons));

  if (outcome === "APPROVED" && request.state === "SUBMITTED" && (await needsSecond(tx, context))) {
    await decide(tx, context, request, outcome, comments);
    await tx.update(CertificateRequest, { id: request.id }, { state: "PENDING" });
    await audit(tx, actorOf(context), "request.first-approval", { type: "request", id: request.id });
    await enqueue(tx, "mailApprovers", { requestId: request.id });
    return reload(tx, request.id);
  }

  if (!known.issuer) throw new Error(`order ${order.number} has no issuing CA although the rules allow it`);
  const content = await contentOf(tx, known, request, context.now);
  const plan = planOf(order, known.issuer, content, context.addresses.pkiUrl);
  const issuance = await authorizeIssuance(tx, order, known, known.issuer, content, plan, context.now);
  await decide(tx, context, request, outcome, comments, issuance.planSha256);
  await tx.update(CertificateRequest, { id: request.id }, { state: "APPROVED", issuanceId: issuance.id });
  const detail = { issuance: issuance.id, plan: issuance.planSha256, proofs: known.proofs };
  await audit(
    tx,
    actorOf(context),
    outcome === "RETRIED" ? "request.retry" : "request.approve",
    { type: "request", id: request.id },
    detail,
  );
  return reload(tx, request.id);
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

async function approvedAlready(
  tx: Tx,
  context: Context,
  request: CertificateRequest,
): Promise<SecondPersonRequired | null> {
  const own = await tx.countBy(RequestDecision, {
    requestId: request.id,
    byId: context.viewer.id,
    outcome: "APPROVED",
  });
  return own > 0
    ? new SecondPersonRequired(
        "You approved this request already. Ask another administrator or manager for the second approval.",
      )
    : null;
}

function refused(context: Context, request: CertificateRequest, problem: DuplicateRefused): DuplicateRefused {
  problem.after = (tx) =>
    audit(
      tx,
      actorOf(context),
      "request.approve",
      { type: "request", id: request.id },
      { reasons: problem.reasons },
      "REFUSED",
    );
  return problem;
}

export async function reload(tx: Tx, id: string): Promise<DuplicateRequest> {
  return tx.findOneByOrFail(DuplicateRequest, { id });
}

export function notAnApprover(): NotPermitted {
  return new NotPermitted(
    "Only administrators and managers decide on requests. Ask one of them; they were told that it waits.",
  );
}
