import type { DataSource } from "typeorm";
import type { Issuer } from "../ca/issuer.ts";
import { type Jobs, withoutJobs } from "../foundation/queue.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import type { Network } from "../network/network.ts";
import { checkCaa } from "./check-caa.ts";
import { reserve } from "./reserve.ts";
import { store } from "./store.ts";

/** What may interrupt the steps: a test kills the run between any two of them. */
export interface Steps {
  reserved?: () => Promise<void>;
  signed?: () => Promise<void>;
}

export interface IssueOptions extends Steps {
  /** False for what happened long ago: nobody is mailed about it. */
  jobs?: boolean;
}

/**
 * Job: CAA → reserve → sign → store. Safe to run any number of times and to die anywhere: every run that signs has its own serial
 * on record first, and exactly one certificate is stored for an issuance.
 */
export async function issueCertificate(
  source: DataSource,
  issuer: Issuer,
  network: Network,
  told: Jobs["issueCertificate"],
  clock: () => Date,
  steps: Steps = {},
): Promise<void> {
  if (await checkCaa(source, network, told, clock())) await issueChecked(source, issuer, told, clock, steps);
}

/** The steps after the look at CAA: for what has been looked up already. */
export async function issueChecked(
  source: DataSource,
  issuer: Issuer,
  told: Jobs["issueCertificate"],
  clock: () => Date,
  steps: IssueOptions = {},
): Promise<void> {
  const asking = (tx: Tx) => (steps.jobs === false ? withoutJobs(tx) : tx);
  const reserved = await transact(source, theProduct, (tx) => reserve(asking(tx), told.issuanceId, clock()));
  if (!reserved) return;
  await steps.reserved?.();

  const signed = await issuer.issue(reserved.linted);
  await steps.signed?.();

  await transact(source, theProduct, (tx) => store(asking(tx), reserved, signed, clock()));
}
