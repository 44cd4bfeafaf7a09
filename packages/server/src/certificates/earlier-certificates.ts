import { isOver } from "@duplicert/shared/validity";
import { type EntityManager, IsNull, Not } from "typeorm";
import { Certificate } from "./certificate.ts";
import { revocationsOf } from "./certificate-status.ts";

/** What a reissue that leaves out a name would end: every certificate on the order that we issued and that is neither revoked nor expired; the oldest first. */
export async function earlierCertificates(db: EntityManager, orderId: string, now: Date): Promise<Certificate[]> {
  const ours = await db.find(Certificate, {
    where: { orderId, issuingCaId: Not(IsNull()) },
    order: { validFrom: "ASC", id: "ASC" },
  });
  const revoked = await revocationsOf(db, ours);
  return ours.filter(({ id, validTo }) => !revoked.has(id) && !isOver(validTo, now));
}
