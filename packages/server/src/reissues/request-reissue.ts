import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { CsrRejected } from "../csrs/csr-rejected.ts";
import type { Context } from "../foundation/context.ts";
import type { Problem } from "../foundation/problem.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { claimKey } from "../keys/claim-key.ts";
import { banExposedKeys } from "../keys/exposed-keys.ts";
import { keyUse } from "../keys/key-faults.ts";
import { Order } from "../orders/order.ts";
import { domainsToProve } from "../requests/domains-to-prove.ts";
import { earlierRequest, fingerprintOf, IdempotencyKeyReused } from "../requests/idempotency.ts";
import { allowOrWait } from "../requests/let-wait.ts";
import { type AcceptedWish, newRequest } from "../requests/new-request.ts";
import { secondPersonProblem } from "../requests/open-request.ts";
import { ReissueRequest } from "../requests/reissue-request.ts";
import { DuplicateRefused } from "../requests/request-problems.ts";
import { requestTexts } from "../requests/request-texts.ts";
import { skipRefusal, skipsApproval, withoutSkipping } from "../requests/skip-approval.ts";
import { type AllowedReissue, judgeReissue } from "./judge-reissue.ts";
import { RequestReissueInput, RequestReissueResult } from "./request-reissue-input.ts";

@Resolver()
export class RequestReissue {
  @Mutation(() => RequestReissueResult, {
    description:
      "Asks for a certificate in place of the order's present one: with a key of its own, and with other names if wanted. What is unproved need not be proved before: once approved it waits for that, and is issued by itself. With the names unchanged the earlier certificates stay valid until they expire; when a name is left out or changed, they are revoked 72 hours after the new one is issued.",
  })
  async requestReissue(
    @Arg("input", () => RequestReissueInput) input: RequestReissueInput,
    @Ctx() context: Context,
  ): Promise<typeof RequestReissueResult> {
    // before anything else is judged: whatever it is refused for, a private key in it has left its server
    await banExposedKeys(context, input.csr);
    const object = { type: "order-number", id: String(input.orderNumber) };
    return context.transact(async (tx) =>
      auditRefusal(context, "reissue.request", object, await requestReissue(tx, context, input)),
    );
  }
}

/** Asks for a reissue: everything is judged, the key is claimed, and request and order's state recorded in one transaction, or nothing is. */
async function requestReissue(
  tx: Tx,
  context: Context,
  input: RequestReissueInput,
): Promise<typeof RequestReissueResult> {
  const texts = requestTexts(input);
  const inputSha256 = fingerprintOf(input);
  const earlier = texts.idempotencyKey ? await earlierRequest(tx, context, texts.idempotencyKey) : null;
  if (earlier)
    return earlier instanceof ReissueRequest && earlier.inputSha256 === inputSha256
      ? earlier
      : new IdempotencyKeyReused();
  const notPermitted = skipRefusal(context.viewer, input, "request");
  if (notPermitted) return notPermitted;

  const judged = await judgeReissue(tx, context, input);
  if ("problem" in judged) return judged.order ? refused(context, judged.order, judged.problem) : judged.problem;
  const { csr, order } = judged;
  const second = input.skipApproval ? await secondPersonProblem(tx, context.viewer, order, context.viewer.id) : null;
  if (second) return refused(context, order, withoutSkipping(second));

  const key = await claimKey(tx, order.accountId, csr, texts.serverName);
  if (!key) {
    const { faults } = await keyUse(tx, context.viewer, csr.spkiSha256, texts.serverName);
    return refused(context, order, new CsrRejected(faults));
  }

  const request = await saveRequest(tx, context, input, { ...judged, texts, inputSha256, key });
  // from now on there is a domain for every name, so that it can be proved
  await domainsToProve(tx, order.accountId, request.dnsNames, request.domainMethod, actorOf(context), context.now);
  await tx.update(Order, { id: order.id }, { state: "REISSUE_PENDING" });
  await record(tx, context, judged, request);
  if (input.skipApproval || (await skipsApproval(tx, context, order))) return allowed(tx, context, order, request);
  await enqueue(tx, "mailApprovers", { requestId: request.id });
  return request;
}

async function saveRequest(
  tx: Tx,
  context: Context,
  { validTo, domainMethod }: RequestReissueInput,
  accepted: AllowedReissue & AcceptedWish,
): Promise<ReissueRequest> {
  const { order, commonName, dnsNames, signatureHash, effect } = accepted;
  return tx.save(
    tx.create(ReissueRequest, {
      ...newRequest(context, order, accepted),
      ...{ kind: "REISSUE", commonName, dnsNames, signatureHash },
      validTo: accepted.validTo,
      validToNamed: validTo != null,
      domainMethod: domainMethod ?? null,
      revokesEarlier: effect.revokesEarlier,
    }),
  );
}

async function allowed(tx: Tx, context: Context, order: Order, request: ReissueRequest): Promise<ReissueRequest> {
  const answer = await allowOrWait(tx, context, order, request);
  if (answer instanceof DuplicateRefused)
    throw new Error(`order ${order.number} cannot be reissued although the rules allow it: ${answer.message}`);
  return answer;
}

async function record(
  tx: Tx,
  context: Context,
  { order, csr, effect, revokes }: AllowedReissue,
  { id }: ReissueRequest,
) {
  const { added, removed } = effect;
  const detail = {
    order: order.number,
    spkiSha256: csr.spkiSha256,
    added,
    removed,
    revokes: revokes.map((one) => one.id),
  };
  await audit(tx, actorOf(context), "reissue.request", { type: "request", id }, detail);
  if (revokes.length > 0) await enqueue(tx, "mailRevocationAhead", { requestId: id });
}

const refused = <P extends Problem>(context: Context, order: Order, problem: P): P =>
  auditRefusal(context, "reissue.request", { type: "order", id: order.id }, problem);
