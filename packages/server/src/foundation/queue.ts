import type { Tx } from "./transact.ts";

/** Every job and what it is told: ids, never data. `work.ts` must have a handler for each. */
export interface Jobs {
  issueCertificate: { issuanceId: string };
  publishCrl: { issuingCaId: string; shard: number };
  signOcsp: { issuingCaId: string; serial: string };
  mailApprovers: { requestId: string };
  mailRejected: { requestId: string };
  mailIssued: { certificateId: string };
  /** `requestedBy`: the member who asked for it; null when nobody of the account did. */
  mailRevoked: { certificateId: string; requestedBy: string | null };
  mailKeyCompromised: { certificateId: string };
  mailLapsed: { requestId: string };
  revokeCompromised: { keyId: string };
  lapseRequest: { requestId: string };
  /** `day`: of the look, as 2027-01-31. */
  remindOfLapses: { accountId: string; day: string };
  /** Of a reissue that was asked for. */
  mailRevocationAhead: { requestId: string };
  /** Of a reissue that was issued; `soon`: the reminder. */
  mailRevocationDue: { certificateId: string; soon: boolean };
  revokeSuperseded: { orderId: string };
  mailFailed: { issuanceId: string };
  /** `issuanceId`: the one that failed since; null right after approval. */
  mailWaits: { requestId: string; issuanceId: string | null };
  resumeOrder: { orderId: string };
  mailSpecialists: { verificationId: string };
  mailVerificationDecided: { verificationId: string };
  checkDomainChallenge: { challengeId: string };
  sendChallengeMails: { challengeId: string };
  /** Proof of a domain or an organization was obtained: what waited for it goes on. */
  proofObtained: { accountId: string };
}

export type JobName = keyof Jobs;

// graphile-worker waits exp(n) seconds after the n-th failure: 6 attempts are given up after four minutes, 12 after days
const attempts: Record<JobName, number> = {
  issueCertificate: 6,
  publishCrl: 6,
  signOcsp: 6,
  mailApprovers: 12,
  mailRejected: 12,
  mailIssued: 12,
  mailRevoked: 12,
  mailKeyCompromised: 12,
  mailLapsed: 12,
  revokeCompromised: 12,
  lapseRequest: 6,
  remindOfLapses: 12,
  mailRevocationAhead: 12,
  mailRevocationDue: 12,
  revokeSuperseded: 12,
  mailFailed: 12,
  mailWaits: 12,
  resumeOrder: 6,
  mailSpecialists: 12,
  mailVerificationDecided: 12,
  checkDomainChallenge: 6,
  sendChallengeMails: 6,
  proofObtained: 12,
};

const silent = new WeakSet<Tx>();

/** From here on this transaction asks for no job: it writes down what happened long ago, and nobody is to be mailed about that today. */
export function withoutJobs(tx: Tx): Tx {
  silent.add(tx);
  return tx;
}

/** Asks for a job in this transaction: no commit, no job. A second request under the same key replaces a waiting one. The higher `turn`, the later it is run. */
export async function enqueue<J extends JobName>(tx: Tx, job: J, told: Jobs[J], key?: string, turn = 0): Promise<void> {
  if (silent.has(tx)) return;
  await tx.query("select graphile_worker.add_job($1, $2, job_key => $3, max_attempts => $4, priority => $5)", [
    job,
    JSON.stringify(told),
    key ?? null,
    attempts[job],
    turn,
  ]);
}
