import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { plainText } from "../foundation/plain-text.ts";
import type { Tx } from "../foundation/transact.ts";
import { allowRequest } from "./allow-request.ts";
import type { CertificateRequest } from "./certificate-request.ts";
import { DuplicateRequest } from "./duplicate-request.ts";
import { isApprover, lockRequest, secondPersonProblem } from "./open-request.ts";
import { RequestDecision } from "./request-decision.ts";
import {
  DuplicateRefused,
  NotPermitted,
  notAnApprover,
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
  const problem =
    (await secondPersonProblem(tx, context.viewer, order, request.requestedById)) ??
    (await approvedAlready(tx, context, request));
  if (problem) return problem;

  return allowRequest(tx, context, order, request, comments);
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
