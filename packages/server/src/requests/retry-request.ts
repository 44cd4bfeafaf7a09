import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { factsOf } from "../certificates/facts-of.ts";
import type { Context } from "../foundation/context.ts";
import { plainText } from "../foundation/plain-text.ts";
import type { Tx } from "../foundation/transact.ts";
import { allowRequest } from "./allow-request.ts";
import { DuplicateRequest } from "./duplicate-request.ts";
import { isApprover, lockRequest, secondPersonProblem } from "./open-request.ts";
import { planRequest } from "./plan-request.ts";
import {
  DuplicateRefused,
  NotPermitted,
  notAnApprover,
  RequestNotFound,
  RequestNotOpen,
  SecondPersonRequired,
} from "./request-problems.ts";

@InputType({ description: "Which failed request to try again." })
export class RetryRequestInput {
  @Field(() => ID, { description: "Id of the request." }) id: string;
  @Field(() => String, { nullable: true, description: "A remark for the record; at most 2,000 characters." }) comments?:
    | string
    | null;
}

export const RetryRequestResult = createUnionType({
  name: "RetryRequestResult",
  description: "The request, being issued again, or why not.",
  types: () =>
    [DuplicateRequest, RequestNotFound, RequestNotOpen, NotPermitted, SecondPersonRequired, DuplicateRefused] as const,
});

@Resolver()
export class RetryRequest {
  @Mutation(() => RetryRequestResult, {
    description: "Tries a FAILED request again, by an approver; all rules are asked again and a new plan is recorded.",
  })
  retryRequest(
    @Arg("input", () => RetryRequestInput) input: RetryRequestInput,
    @Ctx() context: Context,
  ): Promise<typeof RetryRequestResult> {
    const object = { type: "request", id: input.id };
    return context.transact(async (tx) =>
      auditRefusal(context, "request.retry", object, await retryRequest(tx, context, input)),
    );
  }
}

async function retryRequest(tx: Tx, context: Context, input: RetryRequestInput): Promise<typeof RetryRequestResult> {
  const comments = plainText("comments", input.comments, 2000, { lines: true });
  if (!isApprover(context.viewer)) return notAnApprover();

  const locked = await lockRequest(tx, context, input.id);
  if (!locked) return new RequestNotFound();
  const { request, order, status } = locked;
  // of what is revoked nothing can fail
  if (status !== "FAILED" || !(request instanceof DuplicateRequest)) return new RequestNotOpen(status, "FAILED");
  const problem = await secondPersonProblem(tx, context.viewer, order, request.requestedById);
  if (problem) return problem;

  const planned = await planRequest(tx, context, order, await factsOf(tx, order, context.now), request);
  if (planned instanceof DuplicateRefused) return planned;
  return allowRequest(tx, context, order, request, planned, comments, "RETRIED");
}
