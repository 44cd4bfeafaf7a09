import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { CertificateContent } from "../certificates/certificate-content.ts";
import { CsrRejected } from "../csrs/csr-rejected.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { plainText } from "../foundation/plain-text.ts";
import type { Problem } from "../foundation/problem.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { type ClaimedKey, claimKey } from "../keys/claim-key.ts";
import { banExposedKeys } from "../keys/exposed-keys.ts";
import { keyUse } from "../keys/key-faults.ts";
import { knownPlatform } from "../orders/known-platform.ts";
import type { Order } from "../orders/order.ts";
import { allowRequest } from "../requests/allow-request.ts";
import { DuplicateRequest } from "../requests/duplicate-request.ts";
import { earlierRequest, fingerprintOf, IdempotencyKeyReused } from "../requests/idempotency.ts";
import { isApprover, secondPersonProblem } from "../requests/open-request.ts";
import { ContentChanged } from "../requests/request-problems.ts";
import { skipsApproval, withoutSkipping } from "../requests/skip-approval.ts";
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
  const texts = textsOf(input);
  const inputSha256 = fingerprintOf(input);
  const earlier = texts.idempotencyKey ? await earlierRequest(tx, context, texts.idempotencyKey) : null;
  if (earlier)
    return earlier instanceof DuplicateRequest && earlier.inputSha256 === inputSha256
      ? earlier
      : new IdempotencyKeyReused();
  if (input.skipApproval && !isApprover(context.viewer)) {
    return new NotPermitted(
      "Only administrators and managers may skip approval. Leave skipApproval out, and one of them will be told that your request waits.",
    );
  }

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

function textsOf(input: RequestDuplicateInput) {
  return {
    serverName: plainText("serverName", input.serverName, 200),
    comments: plainText("comments", input.comments, 2000, { lines: true }),
    idempotencyKey: plainText("idempotencyKey", input.idempotencyKey, 200),
    platform: input.serverPlatform == null ? null : knownPlatform(input.serverPlatform),
  };
}

interface Accepted extends AllowedWish {
  texts: ReturnType<typeof textsOf>;
  inputSha256: string;
  key: ClaimedKey;
}

async function saveRequest(tx: Tx, context: Context, accepted: Accepted): Promise<DuplicateRequest> {
  const { texts, csr, order, wanted, planned } = accepted;
  const { commonName, dnsNames, signatureHash } = wanted;
  return tx.save(
    tx.create(DuplicateRequest, {
      kind: "DUPLICATE",
      commonName,
      dnsNames,
      signatureHash,
      accountId: order.accountId,
      orderId: order.id,
      keyId: accepted.key.id,
      keyShared: accepted.key.shared,
      csr: csr.pemForRecord,
      validTo: planned.certified.validTo,
      validToNamed: wanted.validTo !== null,
      serverPlatformKey: texts.platform?.id ?? order.defaultPlatformKey,
      serverName: texts.serverName,
      comments: texts.comments,
      requestedById: context.viewer.id,
      requestedAt: context.now,
      idempotencyKey: texts.idempotencyKey,
      inputSha256: accepted.inputSha256,
      state: "SUBMITTED",
      issuanceId: null,
    }),
  );
}

const refused = <P extends Problem>(context: Context, order: Order, problem: P): P =>
  auditRefusal(context, "duplicate.request", { type: "order", id: order.id }, problem);
