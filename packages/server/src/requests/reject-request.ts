import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { badInput } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { plainText } from "../foundation/plain-text.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { DuplicateRequest } from "./duplicate-request.ts";
import { giveUp } from "./give-up.ts";
import { moveRequest } from "./move-request.ts";
import { isApprover, lockRequest } from "./open-request.ts";
import { OrderRequest } from "./order-request.ts";
import { ReissueRequest } from "./reissue-request.ts";
import { decide } from "./request-decision.ts";
import { notAnApprover, RequestNotFound, RequestNotOpen } from "./request-problems.ts";
import { RevocationRequest } from "./revocation-request.ts";

@InputType({ description: "Which request to reject, and why." })
export class RejectRequestInput {
  @Field(() => ID, { description: "Id of the request." }) id: string;
  @Field(() => String, { description: "Why: mailed to the requester and kept; 1 to 2,000 characters." }) reason: string;
}

export const RejectRequestResult = createUnionType({
  name: "RejectRequestResult",
  description: "The request, rejected, or why not.",
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
export class RejectRequest {
  @Mutation(() => RejectRequestResult, {
    description:
      "Refuses a waiting request for good. The requester is told the reason, and the key of a CSR in it may be used again.",
  })
  rejectRequest(
    @Arg("input", () => RejectRequestInput) input: RejectRequestInput,
    @Ctx() context: Context,
  ): Promise<typeof RejectRequestResult> {
    const object = { type: "request", id: input.id };
    return context.transact(async (tx) =>
      auditRefusal(context, "request.reject", object, await rejectRequest(tx, context, input)),
    );
  }
}

async function rejectRequest(tx: Tx, context: Context, input: RejectRequestInput): Promise<typeof RejectRequestResult> {
  const reason = plainText("reason", input.reason, 2000, { lines: true });
  if (!reason) throw badInput("reason is empty: say why, the requester is told.");
  if (!isApprover(context.viewer)) return notAnApprover();

  const locked = await lockRequest(tx, context, input.id);
  if (!locked) return new RequestNotFound();
  const { request, status } = locked;
  if (status !== "SUBMITTED" && status !== "PENDING") return new RequestNotOpen(status, "SUBMITTED or PENDING");

  await decide(tx, context, request, "REJECTED", reason);
  await audit(tx, actorOf(context), "request.reject", { type: "request", id: request.id }, { reason });
  await enqueue(tx, "mailRejected", { requestId: request.id });
  await giveUp(tx, actorOf(context), request, "REJECTED");
  return moveRequest(tx, request, "REJECTED");
}
