import type { RequestState } from "@duplicert/shared/request-status";
import type { Tx } from "../foundation/transact.ts";
import { CertificateRequest } from "./certificate-request.ts";

/** Moves a locked request on from the state it was read in, and answers it as it stands then. */
export async function moveRequest<R extends CertificateRequest>(
  tx: Tx,
  request: R,
  state: RequestState,
  issuanceId?: string,
): Promise<R> {
  const to = issuanceId === undefined ? { state } : { state, issuanceId };
  const { affected } = await tx.update(CertificateRequest, { id: request.id, state: request.state }, to);
  if (affected !== 1) throw new Error(`request ${request.id} moved while it was locked`);
  // the row says of which kind it is, and TypeORM makes one of that
  return (await tx.findOneByOrFail(CertificateRequest, { id: request.id })) as R;
}
