import { namesOutsideProduct } from "@duplicert/shared/product-names";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { type Plan, planCertificate, planSha256 } from "../ca/plan.ts";
import type { SubjectFacts } from "../ca/profile.ts";
import { enqueue } from "../foundation/queue.ts";
import type { Tx } from "../foundation/transact.ts";
import type { Order } from "../orders/order.ts";
import { productOfOrder } from "../orders/order-validation.ts";
import type { KnownOrder } from "./facts-of.ts";
import { Issuance } from "./issuance.ts";
import { type IssuingCa, issuingCaFacts } from "./issuing-ca.ts";

/** The content that is to be issued, with nothing left open but serial and notBefore. */
export interface Content {
  kind: Issuance["kind"];
  keyId: string;
  spkiDer: Uint8Array;
  subject: SubjectFacts;
  dnsNames: string[];
  validTo: Date;
  signatureHash: SignatureHash;
  serverPlatform: string;
  serverName: string | null;
  /** The request on a DV order whose own proofs it rests on. */
  provedFor?: string | null;
}

/** Of the content, what is certified; the rest says whose key it is and where it goes. */
export type Certified = Pick<Content, "spkiDer" | "subject" | "dnsNames" | "validTo" | "signatureHash">;

/** The plan of a certificate: what approval allows, byte for byte but serial and notBefore. */
export function planOf(order: Order, ca: IssuingCa, content: Certified, pkiUrl: string): Plan {
  const { subject, dnsNames, spkiDer, validTo, signatureHash } = content;
  const product = productOfOrder(order);
  const strange = namesOutsideProduct(product, dnsNames);
  if (strange.length > 0)
    throw new Error(`order ${order.number}: ${strange.join(", ")} has no place in the product ${product.key}`);
  const profile = product.validationType;
  return planCertificate({ profile, subject, dnsNames, spkiDer, validTo, signatureHash }, issuingCaFacts(ca), pkiUrl);
}

/** Puts an approved plan on record, READY to be issued, with the proofs it was approved on, and asks for the job. */
export async function authorizeIssuance(
  tx: Tx,
  order: Order,
  known: KnownOrder,
  ca: IssuingCa,
  content: Content,
  plan: Plan,
  now: Date,
): Promise<Issuance> {
  const issuance = await tx.save(
    tx.create(Issuance, {
      accountId: order.accountId,
      orderId: order.id,
      keyId: content.keyId,
      kind: content.kind,
      plan,
      planSha256: planSha256(plan),
      subjectFacts: content.subject,
      issuingCaId: ca.id,
      notAfter: new Date(plan.notAfter),
      serverPlatform: content.serverPlatform,
      serverName: content.serverName,
      provedFor: content.provedFor ?? null,
      proofsAtApproval: known.proofs,
      state: "READY",
      failure: null,
      readyAt: now,
    }),
  );
  await enqueue(tx, "issueCertificate", { issuanceId: issuance.id }, issuance.id);
  return issuance;
}
