import { type DataSource, type EntityManager, IsNull } from "typeorm";
import type { Locale } from "../accounts/locale.ts";
import { Member } from "../accounts/member.ts";
import { Certificate, serialText } from "../certificates/certificate.ts";
import type { Addresses } from "../foundation/context.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { Key } from "../keys/key.ts";
import { MailKind } from "../mail/mail.ts";
import type { Letter } from "../mail/message.ts";
import { messageIdOf } from "../mail/message-id.ts";
import { type RequestWaitsFacts, requestWaits } from "../mail/request-waits.ts";
import { revocationWaits } from "../mail/revocation-waits.ts";
import { type Outgoing, sendAll } from "../mail/send-once.ts";
import type { Post } from "../mail/transport.ts";
import { Order } from "../orders/order.ts";
import { softwareOf } from "../orders/platform.ts";
import { Organization } from "../organizations/organization.ts";
import { CertificateRequest } from "./certificate-request.ts";
import type { AnyIssuingRequest } from "./issues-anew.ts";
import { issueMailFacts, requestMailFacts } from "./mail-facts.ts";
import { type AnyRequest, isApprover, secondPersonProblem } from "./open-request.ts";
import { RequestDecision } from "./request-decision.ts";
import { RevocationRequest } from "./revocation-request.ts";

/** Job: tells everyone who may decide it now, each in their own language, that a request waits. Safe to repeat. */
export async function mailApprovers(
  source: DataSource,
  post: Post,
  told: Jobs["mailApprovers"],
  { addresses, now }: { addresses: Addresses; now: Date },
): Promise<void> {
  const known = await look(source, theProduct, (db) => waitingFacts(db, told.requestId));
  if (!known) return;

  const { request, approvers, step, letterTo } = known;
  const { publicUrl } = addresses;
  const messages = approvers.map((approver): Outgoing => {
    const { name, email, locale } = approver;
    return {
      ...letterTo({ recipientName: name, ownRequest: approver.id === request.requestedById, publicUrl }, locale),
      kind: MailKind.REQUEST_WAITS,
      aboutId: request.id,
      accountId: request.accountId,
      to: { name, address: email },
      // who was told of the first step is told of the second, too
      messageId: messageIdOf(MailKind.REQUEST_WAITS, request.id, email, publicUrl, step),
    };
  });
  await sendAll(source, post, messages, now);
}

/** What an approver's letter needs besides the request. */
type Approver = Pick<RequestWaitsFacts, "recipientName" | "ownRequest" | "publicUrl">;

async function waitingFacts(db: EntityManager, requestId: string) {
  const request = (await db.findOneBy(CertificateRequest, { id: requestId })) as AnyRequest | null;
  // decided meanwhile: nobody need look at it
  if (!request || (request.state !== "SUBMITTED" && request.state !== "PENDING")) return null;
  const order = await db.findOneByOrFail(Order, { id: request.orderId });
  const step: "FIRST" | "SECOND" = request.state === "SUBMITTED" ? "FIRST" : "SECOND";
  const letterTo =
    request instanceof RevocationRequest
      ? await revocationLetter(db, request)
      : await issueLetter(db, request, order, step);
  return { request, step, letterTo, approvers: await approversOf(db, order, request) };
}

async function issueLetter(db: EntityManager, request: AnyIssuingRequest, order: Order, step: "FIRST" | "SECOND") {
  const { requester, facts } = await issueMailFacts(db, request);
  const { organizationId } = order;
  const organization = organizationId ? await db.findOneByOrFail(Organization, { id: organizationId }) : null;
  const key = await db.findOneByOrFail(Key, { id: request.keyId });
  const { validTo, validToNamed, signatureHash, comments } = request;
  const known = {
    ...facts,
    ...{ step, validTo, validToNamed, signatureHash, comments },
    revokesEarlier: request.kind === "REISSUE" && request.revokesEarlier,
    organization: organization?.legalName ?? null,
    keyAlgorithm: key.algorithm,
    requestedBy: { name: requester.name, email: requester.email },
  };
  return (approver: Approver, locale: Locale): Letter => requestWaits({ ...known, ...approver }, locale);
}

async function revocationLetter(db: EntityManager, request: RevocationRequest) {
  const { requester, facts } = await requestMailFacts(db, request);
  const { certificateId, orderId, reason, comments } = request;
  const certificates = await db.findBy(Certificate, certificateId ? { id: certificateId } : { orderId });
  const [one] = certificateId ? certificates : [];
  const known = {
    ...facts,
    certificate: one
      ? {
          serialNumber: serialText(one),
          serverName: one.serverName,
          platform: softwareOf(one.serverPlatformKey),
          validTo: one.validTo,
        }
      : null,
    count: certificates.length,
    ...{ reason, comments },
    requestedBy: { name: requester.name, email: requester.email },
  };
  return (approver: Approver, locale: Locale): Letter => revocationWaits({ ...known, ...approver }, locale);
}

// The same questions that approveRequest asks of whoever approves.
async function approversOf(db: EntityManager, order: Order, request: AnyRequest): Promise<Member[]> {
  const members = await db.findBy(Member, { accountId: request.accountId, disabledAt: IsNull() });
  const decisions = await db.findBy(RequestDecision, { requestId: request.id, outcome: "APPROVED" });
  const approvers: Member[] = [];
  for (const member of members) {
    if (!isApprover(member) || decisions.some((decision) => decision.byId === member.id)) continue;
    // one approver is enough to revoke, whoever asked
    const free = request instanceof RevocationRequest;
    if (free || (await secondPersonProblem(db, member, order, request.requestedById)) === null) approvers.push(member);
  }
  return approvers;
}
