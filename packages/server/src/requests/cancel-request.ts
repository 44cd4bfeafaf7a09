import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { plainText } from "../foundation/plain-text.ts";
import type { Tx } from "../foundation/transact.ts";
import { DuplicateRequest } from "./duplicate-request.ts";
import { giveUp } from "./give-up.ts";
import { issuesAnew } from "./issues-anew.ts";
import { moveRequest } from "./move-request.ts";
import { type AnyRequest, isApprover, lockRequest } from "./open-request.ts";
import { OrderRequest } from "./order-request.ts";
import { ReissueRequest } from "./reissue-request.ts";
import { decide } from "./request-decision.ts";
import { RequestNotFound, RequestNotOpen } from "./request-problems.ts";
import { RevocationRequest } from "./revocation-request.ts";

@InputType({ description: "Which request to withdraw." })
export class CancelRequestInput {
  @Field(() => ID, { description: "Id of the request." }) id: string;
  @Field(() => String, { nullable: true, description: "A remark for the record; at most 2,000 characters." }) comments?:
    | string
    | null;
}

export const CancelRequestResult = createUnionType({
  name: "CancelRequestResult",
  description: "The request, canceled, or why not.",
  types: () =>
    [
      DuplicateRequest,
      OrderRequest,
      ReissueRequest,
      RevocationRequest,
      RequestNotFound,
      RequestNotOpen,
      NotPermitted,
    ] as const,
});

@Resolver()
export class CancelRequest {
  @Mutation(() => CancelRequestResult, {
    description:
      "Withdraws a request that waits or has failed, one that waits approved for proofs included: by its requester or an approver. The key of a CSR in it may be used again, unless something may have been signed with it. With the request it was placed with, an order is canceled.",
  })
  cancelRequest(
    @Arg("input", () => CancelRequestInput) input: CancelRequestInput,
    @Ctx() context: Context,
  ): Promise<typeof CancelRequestResult> {
    const object = { type: "request", id: input.id };
    return context.transact(async (tx) =>
      auditRefusal(context, "request.cancel", object, await cancelRequest(tx, context, input)),
    );
  }
}

async function cancelRequest(tx: Tx, context: Context, input: CancelRequestInput): Promise<typeof CancelRequestResult> {
  const comments = plainText("comments", input.comments, 2000, { lines: true });

  const locked = await lockRequest(tx, context, input.id);
  if (!locked) return new RequestNotFound();
  const { request, status } = locked;
  if (!isApprover(context.viewer) && request.requestedById !== context.viewer.id) {
    return new NotPermitted("Only its requester, an administrator or a manager may cancel a request.");
  }
  if (status !== "SUBMITTED" && status !== "PENDING" && status !== "FAILED" && !waitsApproved(request)) {
    return new RequestNotOpen(status, "SUBMITTED, PENDING or FAILED, or waits for proofs");
  }

  await decide(tx, context, request, "CANCELED", comments);
  await audit(tx, actorOf(context), "request.cancel", { type: "request", id: request.id }, { comments });
  await giveUp(tx, actorOf(context), request, "CANCELED");
  return moveRequest(tx, request, "CANCELED");
}

const waitsApproved = (request: AnyRequest): boolean =>
  issuesAnew(request) && request.state === "APPROVED" && request.issuanceId === null;
