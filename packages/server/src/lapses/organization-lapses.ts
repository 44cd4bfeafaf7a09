import { type EntityManager, In } from "typeorm";
import type { Organization } from "../organizations/organization.ts";
import {
  OrganizationProof,
  type OrganizationProofKind,
  validationOfOrganization,
} from "../organizations/organization-proof.ts";
import type { FoundLapse } from "./domain-lapses.ts";
import { type Eyes, ordersNaming, waitingOn } from "./needs.ts";

/** The lapse of an organization's validation to a level, and what waits for it. */
export interface OrganizationLapse {
  validated: boolean;
  lapse: FoundLapse | null;
  /** What waits for the organization to be proved, or will when the proof lapses. */
  requestIds: string[];
}

/** The lapses of many organizations, validated to that level, as of `now`, by their ids. */
export async function organizationLapses(
  db: EntityManager,
  organizations: readonly Organization[],
  kind: OrganizationProofKind,
  now: Date,
  eyes: Eyes,
): Promise<Map<string, OrganizationLapse>> {
  const ids = organizations.map(({ id }) => id);
  const orders = await ordersNaming(db, ids, kind, now, eyes);
  const waiting = await waitingOn(db, [...orders.values()].flat(), ["ORIGINAL", "REISSUE", "DUPLICATE"]);
  const proofs = await db.findBy(OrganizationProof, { organizationId: In(ids) });
  return new Map(
    ids.map((id) => {
      const own = proofs.filter(({ organizationId }) => organizationId === id);
      const { status, proofId, validFrom, validUntil } = validationOfOrganization(kind, own, now);
      const orderIds = orders.get(id) ?? [];
      const requestIds = orderIds.flatMap((orderId) => waiting.get(orderId) ?? []);
      const lapse =
        proofId && validFrom && validUntil
          ? { proofId, obtainedAt: validFrom, at: validUntil, orderIds, requestIds }
          : null;
      return [id, { validated: status === "VALIDATED", lapse, requestIds }];
    }),
  );
}
