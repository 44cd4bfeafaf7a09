import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted, SecondPersonRequired } from "../foundation/permission-problems.ts";
import { plainText } from "../foundation/plain-text.ts";
import type { Tx } from "../foundation/transact.ts";
import { allowRequest } from "./allow-request.ts";
import { DuplicateRequest } from "./duplicate-request.ts";
import { isApprover, lockRequest, secondPersonProblem } from "./open-request.ts";
import { OrderRequest } from "./order-request.ts";
import { knownForRequest, planRequest } from "./plan-request.ts";
import { ReissueRequest } from "./reissue-request.ts";
import { DuplicateRefused, notAnApprover, RequestNotFound, RequestNotOpen } from "./request-problems.ts";
import { RevocationRequest } from "./revocation-request.ts";

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
    [
      DuplicateRequest,
      OrderRequest,
      ReissueRequest,
      RequestNotFound,
      RequestNotOpen,
      NotPermitted,
      SecondPersonRequired,
      DuplicateRefused,
    ] as const,
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
  if (status !== "FAILED" || request instanceof RevocationRequest) return new RequestNotOpen(status, "FAILED");
  const problem = await secondPersonProblem(tx, context.viewer, order, request.requestedById);
  if (problem) return problem;

  const known = await knownForRequest(tx, order, request, context.now);
  const planned = await planRequest(tx, context, order, known, request);
  if (planned instanceof DuplicateRefused) return planned;
  return allowRequest(tx, context, order, request, planned, comments, "RETRIED");
}
