import type { Csr } from "@duplicert/shared/csr";
import type { Context } from "../foundation/context.ts";
import type { ClaimedKey } from "../keys/claim-key.ts";
import type { Order } from "../orders/order.ts";
import type { RequestTexts } from "./request-texts.ts";

/** A wish that was judged, with the key that was claimed for it. */
export interface AcceptedWish {
  csr: Pick<Csr, "pemForRecord">;
  key: ClaimedKey;
  texts: RequestTexts;
  inputSha256: string;
}

/** What every request for a certificate holds when it is made, whichever kind it is of. */
export function newRequest({ viewer, now }: Context, order: Order, { csr, key, texts, inputSha256 }: AcceptedWish) {
  const { serverName, comments, idempotencyKey, platform } = texts;
  return {
    ...{ serverName, comments, idempotencyKey, inputSha256 },
    accountId: order.accountId,
    orderId: order.id,
    keyId: key.id,
    keyShared: key.shared,
    csr: csr.pemForRecord,
    serverPlatformKey: platform?.id ?? order.defaultPlatformKey,
    requestedById: viewer.id,
    requestedAt: now,
    state: "SUBMITTED" as const,
    issuanceId: null,
  };
}
