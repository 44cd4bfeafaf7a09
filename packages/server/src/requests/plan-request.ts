import { readCsr } from "@duplicert/shared/csr";
import type { EntityManager } from "typeorm";
import { factsOf, type KnownOrder } from "../certificates/facts-of.ts";
import { type Planned, planIssuance } from "../certificates/plan-issuance.ts";
import type { Context } from "../foundation/context.ts";
import { verifySignature } from "../foundation/verify-signature.ts";
import { keyRefusals } from "../keys/key-faults.ts";
import type { Order } from "../orders/order.ts";
import type { AnyIssuingRequest } from "./issues-anew.ts";
import { DuplicateRefused } from "./request-problems.ts";

/** What approval of a request would allow now, or why it would not. `validTo` settles a date that the requester left open. */
export async function planRequest(
  db: EntityManager,
  context: Pick<Context, "now" | "addresses">,
  order: Order,
  known: KnownOrder,
  request: AnyIssuingRequest,
  validTo: Date | null = null,
): Promise<Planned | DuplicateRefused> {
  const { csr } = await readCsr(request.csr, verifySignature);
  if (!csr) throw new Error(`request ${request.id} was accepted and its CSR cannot be read`);
  const { kind, commonName, dnsNames, signatureHash } = request;
  const wish = { commonName, dnsNames, signatureHash, validTo: request.validToNamed ? request.validTo : validTo };
  const planned = planIssuance(context, order, known, { kind, spkiDer: csr.spkiDer, ...wish });
  // BR 6.1.1.3: what is known of a key may have changed since it was accepted
  const ofKey = await keyRefusals(db, request.keyId, csr.spkiDer);
  if (!Array.isArray(planned) && ofKey.length === 0) return planned;
  return new DuplicateRefused([...(Array.isArray(planned) ? planned : []), ...ofKey], kind);
}

/** What the rules are told of an order for what was asked for: a duplicate rests on the whole order, anything else on its own names. */
export async function knownForRequest(
  db: EntityManager,
  order: Order,
  request: AnyIssuingRequest,
  now: Date,
): Promise<KnownOrder> {
  const wanted = request.kind === "DUPLICATE" ? null : { dnsNames: request.dnsNames, requestId: request.id };
  return factsOf(db, order, now, wanted);
}
