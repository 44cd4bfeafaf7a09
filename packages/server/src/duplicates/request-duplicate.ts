import { createHash } from "node:crypto";
import { normalizeDnsName } from "@duplicert/shared/dns-name";
import {
  duplicateDefaults,
  duplicateRefusals,
  type OrderFacts,
  wishedNames,
} from "@duplicert/shared/duplicate-refusals";
import { type ServerPlatform, serverPlatform, serverPlatforms } from "@duplicert/shared/server-platforms";
import { wholeSecond } from "@duplicert/shared/validity";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { Account } from "../accounts/account.ts";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { claimKey, usedKeyFaults } from "../certificates/claim-key.ts";
import { factsOf } from "../certificates/facts-of.ts";
import { badInput } from "../foundation/connection.ts";
import type { Context } from "../foundation/context.ts";
import { plainText } from "../foundation/plain-text.ts";
import type { Problem } from "../foundation/problem.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import { findOrder } from "../orders/find-order.ts";
import type { Order } from "../orders/order.ts";
import { allowRequest } from "../requests/allow-request.ts";
import { DuplicateRequest } from "../requests/duplicate-request.ts";
import { isApprover, secondPersonProblem } from "../requests/open-request.ts";
import { DuplicateRefused, NotPermitted, SecondPersonRequired } from "../requests/request-problems.ts";
import { CsrRejected } from "./csr-rejected.ts";
import { type KnownCsr, readCsrForAccount } from "./read-csr-for-account.ts";
import {
  IdempotencyKeyReused,
  OrderNotFound,
  RequestDuplicateInput,
  RequestDuplicateResult,
} from "./request-duplicate-input.ts";

@Resolver()
export class RequestDuplicate {
  @Mutation(() => RequestDuplicateResult, {
    description:
      "Asks for a duplicate of an order's primary certificate for another server, with a key of its own. Free, as often as wanted; it never revokes anything. No validation follows: all of it has to be complete before.",
  })
  requestDuplicate(
    @Arg("input", () => RequestDuplicateInput) input: RequestDuplicateInput,
    @Ctx() context: Context,
  ): Promise<typeof RequestDuplicateResult> {
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
  refuseFloods(input);
  const inputSha256 = fingerprintOf(input);
  const earlier = texts.idempotencyKey ? await earlierRequest(tx, context, texts.idempotencyKey) : null;
  if (earlier) return earlier.inputSha256 === inputSha256 ? earlier : new IdempotencyKeyReused();
  if (input.skipApproval && !isApprover(context.viewer)) {
    return new NotPermitted(
      "Only administrators and managers may skip approval. Leave skipApproval out, and one of them will be told that your request waits.",
    );
  }

  const { csr, faults } = await readCsrForAccount(tx, input.csr);
  if (!csr) return new CsrRejected(faults);
  if (faults.length > 0) {
    return new CsrRejected([...faults, ...(await usedKeyFaults(tx, context.viewer, csr.spkiSha256))]);
  }

  const order = await findOrder(tx, context.viewer, input.orderNumber, "share");
  if (!order) return new OrderNotFound(input.orderNumber);

  const { facts } = await factsOf(tx, order, context.now);
  const reasons = duplicateRefusals(facts, wishOf(input), context.now);
  if (reasons.length > 0) return refused(context, order, new DuplicateRefused(reasons));
  const second = input.skipApproval ? await secondPersonProblem(tx, context.viewer, order, context.viewer.id) : null;
  if (second) return refused(context, order, withoutSkipping(second));

  const keyId = await claimKey(tx, order.accountId, csr);
  if (!keyId) return refused(context, order, new CsrRejected(await usedKeyFaults(tx, context.viewer, csr.spkiSha256)));

  const request = await saveRequest(tx, context, { input, texts, inputSha256, csr, order, facts, keyId });
  await audit(
    tx,
    actorOf(context),
    "duplicate.request",
    { type: "request", id: request.id },
    { order: order.number, spkiSha256: csr.spkiSha256 },
  );
  if (input.skipApproval || (await skipsApproval(tx, context, order)))
    return allowRequest(tx, context, order, request, null);
  await enqueue(tx, "mailApprovers", { requestId: request.id });
  return request;
}

/** What is asked for, in the rule's terms: null stands for the default; fractions of a second are cut. */
function wishOf(input: RequestDuplicateInput) {
  return {
    commonName: input.commonName ?? null,
    dnsNames: input.dnsNames ?? null,
    validTo: input.validTo ? wholeSecond(input.validTo) : null,
    signatureHash: input.signatureHash ?? null,
  };
}

function textsOf(input: RequestDuplicateInput) {
  return {
    serverName: plainText("serverName", input.serverName, 200),
    comments: plainText("comments", input.comments, 2000, { lines: true }),
    idempotencyKey: plainText("idempotencyKey", input.idempotencyKey, 200),
    platform: input.serverPlatform == null ? null : knownPlatform(input.serverPlatform),
  };
}

const mostNames = 250;

/** Names as long as a name can be; a list that is longer than any certificate's is not answered name by name. */
function refuseFloods({ commonName, dnsNames }: RequestDuplicateInput): void {
  const count = dnsNames?.length ?? 0;
  if (count > mostNames) throw badInput(`dnsNames has ${count} names: a certificate has at most ${mostNames}.`);
  for (const name of [commonName ?? "", ...(dnsNames ?? [])]) {
    if (name.length > 63 && normalizeDnsName(name) === null)
      throw badInput(
        `Among the names is a text of ${name.length} characters that is no DNS name. Give each name by itself.`,
      );
  }
}

function knownPlatform(id: string): ServerPlatform {
  const platform = serverPlatform(id);
  if (!platform)
    throw badInput(
      `There is no server platform "${id.slice(0, 50)}". It is one of: ${serverPlatforms.map((p) => p.id).join(", ")}.`,
    );
  return platform;
}

// The same wish, however its fields were ordered; the key itself is not part of it.
function fingerprintOf({ idempotencyKey, ...input }: RequestDuplicateInput): string {
  const entries = Object.entries(input).filter(([, value]) => value != null);
  return createHash("sha256")
    .update(JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1))))
    .digest("hex");
}

async function earlierRequest(tx: Tx, context: Context, idempotencyKey: string): Promise<DuplicateRequest | null> {
  // two calls with one key come one after the other: the second finds the first's request
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${context.viewer.id} ${idempotencyKey}`]);
  return tx.findOneBy(DuplicateRequest, { requestedById: context.viewer.id, idempotencyKey });
}

interface Accepted {
  input: RequestDuplicateInput;
  texts: ReturnType<typeof textsOf>;
  inputSha256: string;
  csr: KnownCsr;
  order: Order;
  facts: OrderFacts;
  keyId: string;
}

async function saveRequest(tx: Tx, context: Context, accepted: Accepted): Promise<DuplicateRequest> {
  const { texts, csr, order, facts } = accepted;
  const wish = wishOf(accepted.input);
  const defaults = duplicateDefaults(facts, context.now);
  if (!facts.primary || !defaults)
    throw new Error(`order ${order.number} has no primary certificate although the rules allow a duplicate`);
  return tx.save(
    tx.create(DuplicateRequest, {
      ...wishedNames(facts.primary, wish),
      kind: "DUPLICATE",
      accountId: order.accountId,
      orderId: order.id,
      keyId: accepted.keyId,
      csr: csr.pemForRecord,
      validTo: wish.validTo ?? defaults.validTo,
      validToNamed: wish.validTo !== null,
      signatureHash: wish.signatureHash ?? defaults.signatureHash,
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

// Where the account skips approval for approvers; an EV request waits for a second person all the same.
async function skipsApproval(tx: Tx, context: Context, order: Order): Promise<boolean> {
  const { approval } = await tx.findOneByOrFail(Account, { id: context.viewer.accountId });
  if (approval !== "SKIP_FOR_APPROVERS" || !isApprover(context.viewer)) return false;
  return (await secondPersonProblem(tx, context.viewer, order, context.viewer.id)) === null;
}

function withoutSkipping(problem: SecondPersonRequired): SecondPersonRequired {
  return new SecondPersonRequired(
    `${problem.message} So leave skipApproval out: nothing was requested, and they are told once your request waits.`,
  );
}

const refused = <P extends Problem>(context: Context, order: Order, problem: P): P =>
  auditRefusal(context, "duplicate.request", { type: "order", id: order.id }, problem);
