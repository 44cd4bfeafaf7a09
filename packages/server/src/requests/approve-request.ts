import { duplicateDefaults } from "@duplicert/shared/duplicate-refusals";
import { maxValidTo, wholeSecond } from "@duplicert/shared/validity";
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { CertificateContent } from "../certificates/certificate-content.ts";
import type { KnownOrder } from "../certificates/facts-of.ts";
import { badInput } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted, SecondPersonRequired } from "../foundation/permission-problems.ts";
import { plainText } from "../foundation/plain-text.ts";
import { DateTime } from "../foundation/scalars.ts";
import type { Tx } from "../foundation/transact.ts";
import { allowRequest } from "./allow-request.ts";
import { carryOutRevocation } from "./carry-out-revocation.ts";
import { DuplicateRequest } from "./duplicate-request.ts";
import { type AnyIssuingRequest, issuesAnew } from "./issues-anew.ts";
import { letWait, mayWait } from "./let-wait.ts";
import { isApprover, lockRequest, secondPersonProblem } from "./open-request.ts";
import { OrderRequest } from "./order-request.ts";
import { knownForRequest, planRequest } from "./plan-request.ts";
import { ReissueRequest } from "./reissue-request.ts";
import { RequestDecision } from "./request-decision.ts";
import {
  ContentChanged,
  DuplicateRefused,
  notAnApprover,
  RequestNotFound,
  RequestNotOpen,
} from "./request-problems.ts";
import { RevocationRefused } from "./revocation-problems.ts";
import { RevocationRequest } from "./revocation-request.ts";

@InputType({ description: "Which request to approve." })
export class ApproveRequestInput {
  @Field(() => ID, { description: "Id of the request." }) id: string;
  @Field(() => String, { nullable: true, description: "A remark for the record; at most 2,000 characters." }) comments?:
    | string
    | null;

  @Field(() => String, {
    nullable: true,
    description:
      "`content.sha256` as you were shown it: another content is refused with ContentChanged. Default: whatever the content is now.",
  })
  contentSha256?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "The expiry you were shown as `content.validTo`, where the request left it open. A default that is sooner than the primary certificate's expiry, or on an order without one, moves with every second; sent along, it stays, and so does `content.sha256`. Never later than the default; not for a request that names its expiry.",
  })
  validTo?: Date | null;
}

export const ApproveRequestResult = createUnionType({
  name: "ApproveRequestResult",
  description:
    "The request, approved (or, in two-step approval, waiting for the second approver), or why not. A request to revoke is carried out at once.",
  types: () =>
    [
      DuplicateRequest,
      OrderRequest,
      ReissueRequest,
      RevocationRequest,
      RequestNotFound,
      RequestNotOpen,
      NotPermitted,
      SecondPersonRequired,
      DuplicateRefused,
      ContentChanged,
      RevocationRefused,
    ] as const,
});

@Resolver()
export class ApproveRequest {
  @Mutation(() => ApproveRequestResult, {
    description:
      "Allows a waiting request. All rules are asked again with today's proofs: after a lapse it is refused, the request keeps waiting, and nothing is lost. The exact content that is allowed is recorded with the decision. A request for an order's first certificate or for a reissue may be approved before everything is proved: it waits, and is issued by itself; on a DV order the challenges to meet are opened then.",
  })
  approveRequest(
    @Arg("input", () => ApproveRequestInput) input: ApproveRequestInput,
    @Ctx() context: Context,
  ): Promise<typeof ApproveRequestResult> {
    const object = { type: "request", id: input.id };
    return context.transact(async (tx) =>
      auditRefusal(context, "request.approve", object, await approveRequest(tx, context, input)),
    );
  }
}

async function approveRequest(
  tx: Tx,
  context: Context,
  input: ApproveRequestInput,
): Promise<typeof ApproveRequestResult> {
  const comments = plainText("comments", input.comments, 2000, { lines: true });
  if (!isApprover(context.viewer)) return notAnApprover();

  const locked = await lockRequest(tx, context, input.id);
  if (!locked) return new RequestNotFound();
  const { request, order, status } = locked;
  if (status !== "SUBMITTED" && status !== "PENDING") return new RequestNotOpen(status, "SUBMITTED or PENDING");
  // BR 4.9.1.1: a revocation is urgent, and undoes nobody's check; one approver is enough, whatever the account's setting
  if (request instanceof RevocationRequest) return carryOutRevocation(tx, context, order, request, comments);
  const problem =
    (await secondPersonProblem(tx, context.viewer, order, request.requestedById)) ??
    (await approvedAlready(tx, context, request));
  if (problem) return problem;

  const known = await knownForRequest(tx, order, request, context.now);
  const planned = await planRequest(
    tx,
    context,
    order,
    known,
    request,
    settledDate(input, request, known, context.now),
  );
  // who was shown the whole content allows that, or nothing
  if (planned instanceof DuplicateRefused && issuesAnew(request) && mayWait(planned) && input.contentSha256 == null)
    return letWait(tx, context, order, request, comments);
  if (planned instanceof DuplicateRefused) return planned;
  if (input.contentSha256 != null && input.contentSha256 !== planned.sha256)
    return new ContentChanged(CertificateContent.of(planned.plan));
  return allowRequest(tx, context, order, request, planned, comments);
}

/** The date an approver settles: only one that was left open, and never a longer validity than was asked for. */
function settledDate(input: ApproveRequestInput, request: AnyIssuingRequest, { facts }: KnownOrder, now: Date) {
  if (!input.validTo) return null;
  const shown = wholeSecond(input.validTo);
  if (request.validToNamed && shown.getTime() !== request.validTo.getTime())
    throw badInput("validTo is not for this request: it names its expiry, which an approver cannot change.");
  const latest = issuesAnew(request) ? maxValidTo(facts.orderValidTo, now) : duplicateDefaults(facts, now)?.validTo;
  if (latest && shown > latest)
    throw badInput(`validTo is later than the default, which is ${latest.toISOString()} now.`);
  return shown;
}

async function approvedAlready(
  tx: Tx,
  context: Context,
  request: AnyIssuingRequest,
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
