import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { CertificateContent } from "../certificates/certificate-content.ts";
import { CsrRejected } from "../csrs/csr-rejected.ts";
import type { Context } from "../foundation/context.ts";
import type { Problem } from "../foundation/problem.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { claimKey } from "../keys/claim-key.ts";
import { banExposedKeys } from "../keys/exposed-keys.ts";
import { keyUse } from "../keys/key-faults.ts";
import type { Order } from "../orders/order.ts";
import { allowRequest } from "../requests/allow-request.ts";
import { DuplicateRequest } from "../requests/duplicate-request.ts";
import { earlierRequest, fingerprintOf, IdempotencyKeyReused } from "../requests/idempotency.ts";
import { type AcceptedWish, newRequest } from "../requests/new-request.ts";
import { secondPersonProblem } from "../requests/open-request.ts";
import { ContentChanged } from "../requests/request-problems.ts";
import { requestTexts } from "../requests/request-texts.ts";
import { skipRefusal, skipsApproval, withoutSkipping } from "../requests/skip-approval.ts";
import { type AllowedWish, judgeDuplicate } from "./judge-duplicate.ts";
import { RequestDuplicateInput, RequestDuplicateResult } from "./request-duplicate-input.ts";

@Resolver()
export class RequestDuplicate {
  @Mutation(() => RequestDuplicateResult, {
    description:
      "Asks for a duplicate of an order's primary certificate for another server, with a key of its own. Free, as often as wanted; it never revokes anything. No validation follows: all of it has to be complete before.",
  })
  async requestDuplicate(
    @Arg("input", () => RequestDuplicateInput) input: RequestDuplicateInput,
    @Ctx() context: Context,
  ): Promise<typeof RequestDuplicateResult> {
    // before anything else is judged: whatever it is refused for, a private key in it has left its server
    await banExposedKeys(context, input.csr);
    const object = { type: "order-number", id: String(input.orderNumber) };
    return context.transact(async (tx) =>
      auditRefusal(context, "duplicate.request", object, await requestDuplicate(tx, context, input)),
    );
  }
}

/** Asks for a duplicate: everything is judged, the key is claimed and the request recorded in one transaction, or nothing is. */
async function requestDuplicate(
  tx: Tx,
  context: Context,
  input: RequestDuplicateInput,
): Promise<typeof RequestDuplicateResult> {
  const texts = requestTexts(input);
  const inputSha256 = fingerprintOf(input);
  const earlier = texts.idempotencyKey ? await earlierRequest(tx, context, texts.idempotencyKey) : null;
  if (earlier)
    return earlier instanceof DuplicateRequest && earlier.inputSha256 === inputSha256
      ? earlier
      : new IdempotencyKeyReused();
  const notPermitted = skipRefusal(context.viewer, input, "request");
  if (notPermitted) return notPermitted;

  const judged = await judgeDuplicate(tx, context, input, "share");
  if ("problem" in judged) return judged.order ? refused(context, judged.order, judged.problem) : judged.problem;
  const { csr, order, planned } = judged;
  const second = input.skipApproval ? await secondPersonProblem(tx, context.viewer, order, context.viewer.id) : null;
  if (second) return refused(context, order, withoutSkipping(second));

  if (input.contentSha256 != null && input.contentSha256 !== planned.sha256)
    return refused(context, order, new ContentChanged(CertificateContent.of(planned.plan)));

  const key = await claimKey(tx, order.accountId, csr, texts.serverName);
  if (!key) {
    const { faults } = await keyUse(tx, context.viewer, csr.spkiSha256, texts.serverName);
    return refused(context, order, new CsrRejected(faults));
  }

  const request = await saveRequest(tx, context, { ...judged, texts, inputSha256, key });
  await audit(
    tx,
    actorOf(context),
    "duplicate.request",
    { type: "request", id: request.id },
    { order: order.number, spkiSha256: csr.spkiSha256 },
  );
  if (input.skipApproval || (await skipsApproval(tx, context, order)))
    return allowRequest(tx, context, order, request, planned, null);
  await enqueue(tx, "mailApprovers", { requestId: request.id });
  return request;
}

async function saveRequest(tx: Tx, context: Context, accepted: AllowedWish & AcceptedWish): Promise<DuplicateRequest> {
  const { order, wanted, planned } = accepted;
  const { commonName, dnsNames, signatureHash } = wanted;
  return tx.save(
    tx.create(DuplicateRequest, {
      ...newRequest(context, order, accepted),
      ...{ kind: "DUPLICATE", commonName, dnsNames, signatureHash },
      validTo: planned.certified.validTo,
      validToNamed: wanted.validTo !== null,
    }),
  );
}

const refused = <P extends Problem>(context: Context, order: Order, problem: P): P =>
  auditRefusal(context, "duplicate.request", { type: "order", id: order.id }, problem);
