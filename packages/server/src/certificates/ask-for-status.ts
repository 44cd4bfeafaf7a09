import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";

/** Asks for the next CRL of one shard of a CA; asked for many times at once, it is made once. */
export async function askForCrl(tx: Tx, issuingCaId: string, shard: number): Promise<void> {
  await enqueue(tx, "publishCrl", { issuingCaId, shard }, `crl ${issuingCaId} ${shard}`);
}

/** Asks for the first CRL of every shard of a CA, so that no address in its certificates is ever empty. */
export async function askForEveryCrl(tx: Tx, ca: { id: string; crlShards: number }): Promise<void> {
  for (let shard = 0; shard < ca.crlShards; shard += 1) await askForCrl(tx, ca.id, shard);
}

/** Asks for OCSP's answer about a serial to be signed. */
export async function askForOcsp(tx: Tx, issuingCaId: string, serial: Buffer): Promise<void> {
  const hex = serial.toString("hex");
  await enqueue(tx, "signOcsp", { issuingCaId, serial: hex }, `ocsp ${issuingCaId} ${hex}`);
}
