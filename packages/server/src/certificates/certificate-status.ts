import type { RevocationReason } from "@duplicert/shared/revocation-reason";
import { isOver } from "@duplicert/shared/validity";
import { type EntityManager, In } from "typeorm";
import type { Context } from "../foundation/context.ts";
import type { Certificate, CertificateStatus } from "./certificate.ts";
import { Revocation } from "./revocation.ts";

/** The revocation of each of these certificates that is revoked, by the certificate's id; the reason as the API has it. */
export async function revocationsOf(
  db: EntityManager,
  certificates: readonly Certificate[],
): Promise<Map<string, { at: Date; reason: RevocationReason }>> {
  const ours = certificates.flatMap(({ issuingCaId, serial }) => (issuingCaId ? [{ issuingCaId, serial }] : []));
  if (ours.length === 0) return new Map();
  const issuers = [...new Set(ours.map((one) => one.issuingCaId))];
  const rows = await db.findBy(Revocation, { issuingCaId: In(issuers), serial: In(ours.map((one) => one.serial)) });
  const bySerial = new Map(rows.map((row) => [serialKey(row), row]));
  return new Map(
    certificates.flatMap((certificate) => {
      const row = bySerial.get(serialKey(certificate));
      // a CA's own compromise is no reason that a subscriber's certificate has (BR 7.2.2)
      return row ? [[certificate.id, { at: row.at, reason: (row.reason ?? "UNSPECIFIED") as RevocationReason }]] : [];
    }),
  );
}

const serialKey = ({ issuingCaId, serial }: Pick<Certificate, "issuingCaId" | "serial">): string =>
  `${issuingCaId} ${serial.toString("hex")}`;

/** The status of many certificates at `now`: read from revocations and the clock. */
export async function certificateStatuses(
  db: EntityManager,
  certificates: readonly Certificate[],
  now: Date,
): Promise<Map<string, CertificateStatus>> {
  const revoked = await revocationsOf(db, certificates);
  return new Map(certificates.map((c) => [c.id, statusOf(c, revoked.has(c.id), now)]));
}

function statusOf(certificate: Certificate, revoked: boolean, now: Date): CertificateStatus {
  if (revoked) return "REVOKED";
  if (isOver(certificate.validTo, now)) return "EXPIRED";
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
