import { Account } from "../accounts/account.ts";
import type { Context, Viewer } from "../foundation/context.ts";
import { NotPermitted, SecondPersonRequired } from "../foundation/permission-problems.ts";
import type { Tx } from "../foundation/transact.ts";
import type { Order } from "../orders/order.ts";
import { isApprover, secondPersonProblem } from "./open-request.ts";

/** Whether the account skips approval for approvers, and the viewer is one; an EV request waits for a second person all the same. */
export async function skipsApproval(tx: Tx, context: Context, order: Order): Promise<boolean> {
  const { approval } = await tx.findOneByOrFail(Account, { id: context.viewer.accountId });
  if (approval !== "SKIP_FOR_APPROVERS" || !isApprover(context.viewer)) return false;
  return (await secondPersonProblem(tx, context.viewer, order, context.viewer.id)) === null;
}

/** Why the viewer may not ask to skip approval, of an order or of a request; null when they may, or do not. */
export function skipRefusal(
  viewer: Viewer,
  { skipApproval }: { skipApproval?: boolean | null },
  what: "order" | "request",
): NotPermitted | null {
  if (!skipApproval || isApprover(viewer)) return null;
  return new NotPermitted(
    `Only administrators and managers may skip approval. Leave skipApproval out, and one of them will be told that your ${what} waits.`,
  );
}

/** The refusal of a second person, to somebody who asked to skip approval. */
export function withoutSkipping(problem: SecondPersonRequired): SecondPersonRequired {
  return new SecondPersonRequired(
    `${problem.message} So leave skipApproval out: nothing was requested, and they are told once your request waits.`,
  );
}
