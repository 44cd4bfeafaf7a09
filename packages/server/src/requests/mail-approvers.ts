import { type DataSource, type EntityManager, IsNull } from "typeorm";
import { Member } from "../accounts/member.ts";
import { Key } from "../certificates/key.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { MailKind } from "../mail/mail.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { requestWaits } from "../mail/request-waits.ts";
import { type Outgoing, sendAll } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import type { Order } from "../orders/order.ts";
import { Organization } from "../organizations/organization.ts";
import { CertificateRequest } from "./certificate-request.ts";
import { requestMailFacts } from "./mail-facts.ts";
import { isApprover, secondPersonProblem } from "./open-request.ts";
import { RequestDecision } from "./request-decision.ts";

/** Job: tells everyone who may decide it now, each in their own language, that a request waits. Safe to repeat. */
export async function mailApprovers(
  source: DataSource,
  post: Post,
  told: Jobs["mailApprovers"],
  { addresses, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  const known = await look(source, theProduct, (db) => waitingFacts(db, told.requestId));
  if (!known) return;

  const { request, approvers, facts } = known;
  const { publicUrl } = addresses;
  const messages = approvers.map(({ id, name, email, locale }): Outgoing => {
    const ownRequest = id === request.requestedById;
    return {
      ...requestWaits({ ...facts, recipientName: name, ownRequest, publicUrl }, locale),
      kind: MailKind.REQUEST_WAITS,
      aboutId: request.id,
      accountId: request.accountId,
      to: { name, address: email },
      // who was told of the first step is told of the second, too
      messageId: messageIdOf(MailKind.REQUEST_WAITS, request.id, email, publicUrl, facts.step),
    };
  });
  await sendAll(source, post, messages, now);
}

async function waitingFacts(db: EntityManager, requestId: string) {
  const request = await db.findOneBy(CertificateRequest, { id: requestId });
  // decided meanwhile: nobody need look at it
  if (!request || (request.state !== "SUBMITTED" && request.state !== "PENDING")) return null;
  const { order, requester, facts } = await requestMailFacts(db, request);
  const { organizationId } = order;
  const organization = organizationId ? await db.findOneByOrFail(Organization, { id: organizationId }) : null;
  const key = await db.findOneByOrFail(Key, { id: request.keyId });
  const { validTo, validToNamed, signatureHash, comments } = request;
  const step: "FIRST" | "SECOND" = request.state === "SUBMITTED" ? "FIRST" : "SECOND";
  return {
    request,
    approvers: await approversOf(db, order, request),
    facts: {
      ...facts,
      ...{ step, validTo, validToNamed, signatureHash, comments },
      organization: organization?.legalName ?? null,
      keyAlgorithm: key.algorithm,
      requestedBy: { name: requester.name, email: requester.email },
    },
  };
}

// The same questions that approveRequest asks of whoever approves.
async function approversOf(db: EntityManager, order: Order, request: CertificateRequest): Promise<Member[]> {
  const members = await db.findBy(Member, { accountId: request.accountId, disabledAt: IsNull() });
  const decisions = await db.findBy(RequestDecision, { requestId: request.id, outcome: "APPROVED" });
  const approvers: Member[] = [];
  for (const member of members) {
    if (!isApprover(member) || decisions.some((decision) => decision.byId === member.id)) continue;
    if ((await secondPersonProblem(db, member, order, request.requestedById)) === null) approvers.push(member);
  }
  return approvers;
}
