import { type EntityManager, In } from "typeorm";
import type { Context } from "../foundation/context.ts";
import type { Certificate, CertificateStatus } from "./certificate.ts";
import { Revocation } from "./revocation.ts";

/** The status of many certificates at `now`: read from revocations and the clock. */
export async function certificateStatuses(
  db: EntityManager,
  certificates: readonly Certificate[],
  now: Date,
): Promise<Map<string, CertificateStatus>> {
  const ours = certificates.flatMap(({ issuingCaId, serial }) => (issuingCaId ? [{ issuingCaId, serial }] : []));
  const issuers = [...new Set(ours.map((one) => one.issuingCaId))];
  const revocations =
    ours.length === 0
      ? []
      : await db.findBy(Revocation, { issuingCaId: In(issuers), serial: In(ours.map((one) => one.serial)) });
  const revoked = new Set(revocations.map((r) => `${r.issuingCaId} ${r.serial.toString("hex")}`));
  return new Map(
    certificates.map((c) => [c.id, statusOf(c, revoked.has(`${c.issuingCaId} ${c.serial.toString("hex")}`), now)]),
  );
}

function statusOf(certificate: Certificate, revoked: boolean, now: Date): CertificateStatus {
  if (revoked) return "REVOKED";
  // RFC 5280 4.1.2.5: the last second is included
  if (certificate.validTo.getTime() + 1000 <= now.getTime()) return "EXPIRED";
  return certificate.revokeBy ? "REVOCATION_PENDING" : "ISSUED";
}

/** Status of one certificate as of the operation's now; of many asked for at once, read once. */
export async function certificateStatusOf(context: Context, certificate: Certificate): Promise<CertificateStatus> {
  const status = await context.many(loadStatuses).load(certificate);
  if (!status) throw new Error(`certificate ${certificate.id} has no status`);
  return status;
}

async function loadStatuses(db: EntityManager, certificates: readonly Certificate[], { now }: { now: Date }) {
  const statuses = await certificateStatuses(db, certificates, now);
  return new Map(certificates.map((c) => [c, statuses.get(c.id) as CertificateStatus]));
}
