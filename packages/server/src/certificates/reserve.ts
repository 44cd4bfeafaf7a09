import { createHash } from "node:crypto";
import type { DuplicateRefusal } from "@duplicert/shared/duplicate-refusal";
import { issuanceRefusals } from "@duplicert/shared/issuance-refusals";
import { audit } from "../audit/audit.ts";
import { draftCertificate, newSerial } from "../ca/draft.ts";
import { type LintedDraft, type LintFinding, lint } from "../ca/lint.ts";
import { notBeforeOf } from "../ca/not-before.ts";
import type { Tx } from "../foundation/transact.ts";
import { keyRefusals } from "../keys/key-faults.ts";
import { lockOrder } from "../orders/find-order.ts";
import { uncheckedNames } from "./caa-check.ts";
import { contentFault } from "./content-fault.ts";
import { factsOf, type KnownOrder } from "./facts-of.ts";
import { abandonOpenAttempt, failIssuance } from "./fail-issuance.ts";
import { failureInWords } from "./failure-in-words.ts";
import { Issuance, type IssuanceFailure, orderLockOf } from "./issuance.ts";
import { IssuingCa, isActive, issuingCaFacts } from "./issuing-ca.ts";
import { SigningAttempt } from "./signing-attempt.ts";
import { namedOtherwise } from "./subject-of.ts";

/** An attempt on record, and the only bytes that may be signed for it. */
export interface Reserved {
  attemptId: string;
  issuance: Issuance;
  ca: IssuingCa;
  linted: LintedDraft;
}

/**
 * Step 3: asks the rules again with today's proofs, fixes serial and notBefore, lints, and records the exact bytes.
 * Null when there is nothing to sign: another run has it, it is issued, or it had to be given up.
 */
export async function reserve(tx: Tx, issuanceId: string, clock: Date): Promise<Reserved | null> {
  const known = await tx.findOneBy(Issuance, { id: issuanceId });
  if (known?.state !== "READY") return null;
  const order = await lockOrder(tx, known.orderId, orderLockOf(known));
  const issuance = await tx.findOne(Issuance, {
    where: { id: issuanceId, state: "READY" },
    lock: { mode: "pessimistic_write", onLocked: "skip_locked" },
  });
  if (!issuance) return null;
  await abandonOpenAttempt(tx, issuance.id);
  // this machine's clock may be behind that of the one which approved
  const now = clock < issuance.readyAt ? issuance.readyAt : clock;

  const altered = await contentFault(tx, issuance);
  if (altered) return failed(tx, issuance, altered, now);
  // a duplicate rests on all that its order has to have proved, whichever names it holds
  const wanted = { dnsNames: issuance.plan.dnsNames, requestId: issuance.provedFor };
  const facts = await factsOf(tx, order, now, issuance.kind === "DUPLICATE" ? null : wanted);
  const refused = refusalsOf(issuance, facts, now) ?? (await compromiseOf(tx, issuance));
  if (refused) return failed(tx, issuance, refused, now);

  const [unchecked] = await uncheckedNames(tx, issuance, now);
  // the run after this one looks it up
  if (unchecked) throw new Error(`the CAA records of ${unchecked} were not looked up in the last eight hours`);

  const ca = await tx.findOneByOrFail(IssuingCa, { id: issuance.issuingCaId });
  if (!isActive(ca, now)) return failed(tx, issuance, retired(ca), now);
  const { newestProofAt: provedAt, proofs } = facts;
  const notBefore = notBeforeOf(issuance.plan, issuingCaFacts(ca), provedAt, now);
  const draft = draftCertificate(issuance.plan, newSerial(), notBefore);
  const { linted, report } = lint(draft, issuingCaFacts(ca), { at: now, provedAt });
  if (!linted) return failed(tx, issuance, againstRules(report), now);
  return { attemptId: await record(tx, issuance, linted, proofs, now), issuance, ca, linted };
}

/** Writes the exact bytes down, before the key is used. */
async function record(tx: Tx, issuance: Issuance, { draft, report }: LintedDraft, proofs: string[], now: Date) {
  const { accountId, issuingCaId, plan } = issuance;
  const attempt = await tx.save(
    tx.create(SigningAttempt, {
      accountId,
      issuingCaId,
      serial: draft.serial,
      crlShard: plan.crlShard ?? 0,
      issuanceId: issuance.id,
      notBefore: draft.notBefore,
      tbs: draft.tbs,
      tbsSha256: createHash("sha256").update(draft.tbs).digest("hex"),
      lint: report,
      proofs,
      reservedAt: now,
    }),
  );
  const detail = { attempt: attempt.id, serial: draft.serial.toString("hex"), proofs };
  const object = { type: "issuance", id: issuance.id };
  await audit(tx, { accountId, actor: "work", now }, "certificate.will-sign", object, detail);
  return attempt.id;
}

function againstRules(report: LintFinding[]): IssuanceFailure {
  return { message: "The certificate as planned breaks a rule for certificates.", reasons: report };
}

function refusalsOf(issuance: Issuance, known: KnownOrder, now: Date): IssuanceFailure | null {
  const { commonName, dnsNames, signatureHash } = issuance.plan;
  const wish = { commonName, dnsNames, signatureHash, validTo: issuance.notAfter };
  const reasons = issuanceRefusals[issuance.kind](known.facts, wish, now);
  const all = reasons.length > 0 ? reasons : organizationChanged(issuance, known);
  return all.length > 0 ? failureInWords(all, issuance.kind) : null;
}

// What was planned names the organization as it was approved; another one, or other details, may be what is proved now.
function organizationChanged({ subjectFacts }: Issuance, { facts, anew }: KnownOrder): DuplicateRefusal[] {
  const subject = namedOtherwise(subjectFacts, anew.subject);
  return subject ? [{ code: "ORGANIZATION_VALIDATION_INCOMPLETE", subject, path: `/orders/${facts.number}` }] : [];
}

// BR 6.1.1.3: a key may be found compromised after it was approved.
async function compromiseOf(tx: Tx, { plan, keyId, kind }: Issuance): Promise<IssuanceFailure | null> {
  const reasons = await keyRefusals(tx, keyId, Buffer.from(plan.spki, "hex"));
  return reasons.length > 0 ? failureInWords(reasons, kind) : null;
}

function retired({ slug }: IssuingCa): IssuanceFailure {
  const message = `The issuing CA ${slug} was retired before it signed this certificate. Retry the request: its successor will sign it.`;
  return { message, reasons: [{ code: "ISSUER_RETIRED", subject: slug }] };
}

async function failed(tx: Tx, issuance: Issuance, failure: IssuanceFailure, now: Date): Promise<null> {
  await failIssuance(tx, issuance, failure, now);
  return null;
}
