import type { DataSource } from "typeorm";
import type { Issuer } from "../ca/issuer.ts";
import type { Jobs } from "../foundation/queue.ts";
import { theProduct, transact } from "../foundation/transact.ts";
import { reserve } from "./reserve.ts";
import { store } from "./store.ts";

/** What may interrupt the steps: a test kills the run between any two of them. */
export interface Steps {
  reserved?: () => Promise<void>;
  signed?: () => Promise<void>;
}

/**
 * Job: reserve → sign → store. Safe to run any number of times and to die anywhere: every run that signs has its own serial
 * on record first, and exactly one certificate is stored for an issuance.
 */
export async function issueCertificate(
  source: DataSource,
  issuer: Issuer,
  told: Jobs["issueCertificate"],
  clock: () => Date,
  steps: Steps = {},
): Promise<void> {
  const reserved = await transact(source, theProduct, (tx) => reserve(tx, told.issuanceId, clock()));
  if (!reserved) return;
  await steps.reserved?.();

  const signed = await issuer.issue(reserved.linted);
  await steps.signed?.();

  await transact(source, theProduct, (tx) => store(tx, reserved, signed, clock()));
}
