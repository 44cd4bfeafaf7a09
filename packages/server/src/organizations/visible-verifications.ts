import { isSpecialist } from "@duplicert/shared/roles";
import { type EntityManager, In, type SelectQueryBuilder } from "typeorm";
import type { Batch, Context, Viewer } from "../foundation/context.ts";
import type { Tx } from "../foundation/transact.ts";
import { isUuid } from "../foundation/uuid.ts";
import type { Organization } from "./organization.ts";
import { OrganizationVerification } from "./organization-verification.ts";
import { VerificationEvidence } from "./verification-evidence.ts";
import { lockOrganization } from "./visible-organizations.ts";

/** Every verification the viewer may see: their account's; for a specialist of the CA, those of all accounts. The one way to them. */
export function visibleVerifications(db: EntityManager, viewer: Viewer): SelectQueryBuilder<OrganizationVerification> {
  const query = db.createQueryBuilder(OrganizationVerification, "v");
  return isSpecialist(viewer.role)
    ? query.where("true")
    : query.where("v.accountId = :accountId", { accountId: viewer.accountId });
}

/** The verification of that id and its organization, both under a lock, if the viewer may see them. Organization first, as everywhere. */
export async function lockVerification(
  tx: Tx,
  { viewer }: Context,
  id: string,
): Promise<{ verification: OrganizationVerification; organization: Organization } | null> {
  if (!isUuid(id)) return null;
  const seen = await visibleVerifications(tx, viewer).andWhere("v.id = :id", { id }).getOne();
  const organization = seen && (await lockOrganization(tx, viewer, seen.organizationId));
  if (!organization) return null;
  const verification = await visibleVerifications(tx, viewer)
    .andWhere("v.id = :id", { id })
    .setLock("pessimistic_write")
    .getOne();
  return verification && { verification, organization };
}

/** Batched load of the visible verifications of organizations, newest first. */
export const verificationsOfOrganization: Batch<string, OrganizationVerification[]> = async (db, ids, { viewer }) => {
  const rows = await visibleVerifications(db, viewer)
    .andWhere("v.organizationId in (:...ids)", { ids: [...ids] })
    .orderBy("v.submittedAt", "DESC")
    .addOrderBy("v.id", "ASC")
    .getMany();
  const found = new Map(ids.map((id) => [id, [] as OrganizationVerification[]]));
  for (const row of rows) found.get(row.organizationId)?.push(row);
  return found;
};

/** Batched load of the visible verifications that ended in proofs, by the proofs' ids. */
export const verificationsOfProof: Batch<string, OrganizationVerification> = async (db, ids, { viewer }) => {
  const rows = await visibleVerifications(db, viewer)
    .andWhere("v.proofId in (:...ids)", { ids: [...ids] })
    .getMany();
  return new Map(rows.map((row) => [row.proofId as string, row]));
};

/** Batched load of the evidence of visible verifications, oldest first; without the documents themselves. */
export const evidenceOfVerification: Batch<string, VerificationEvidence[]> = async (db, ids, { viewer }) => {
  const visible = await visibleVerifications(db, viewer)
    .andWhereInIds([...ids])
    .getMany();
  const rows = await db.find(VerificationEvidence, {
    where: { verificationId: In(visible.map(({ id }) => id)) },
    order: { at: "ASC", id: "ASC" },
  });
  const found = new Map(visible.map(({ id }) => [id, [] as VerificationEvidence[]]));
  for (const row of rows) found.get(row.verificationId)?.push(row);
  return found;
};
