import { planSha256 } from "../ca/plan.ts";
import type { Tx } from "../foundation/transact.ts";
import type { Issuance, IssuanceFailure } from "./issuance.ts";

/**
 * Why the plan on record is not the content that was approved; null when it is. Asked before anything is drafted:
 * the hash is taken of the plan anew, and compared with the issuance's and with the newest decision's.
 */
export async function contentFault(tx: Tx, issuance: Issuance): Promise<IssuanceFailure | null> {
  const sha256 = planSha256(issuance.plan);
  // Asked of the tables: `requests/` is a younger room. An original certificate has no decision of a request.
  const [decision]: { plan_sha256: string }[] = await tx.query(
    `select d.plan_sha256 from certificate_request r join request_decision d on d.request_id = r.id
     where r.issuance_id = $1 and d.plan_sha256 is not null order by d.step desc limit 1`,
    [issuance.id],
  );
  if (sha256 === issuance.planSha256 && (!decision || decision.plan_sha256 === sha256)) return null;
  const message =
    "The content on record is not the content that was approved, so nothing was signed. Tell the administrator: somebody changed the database. To go on, retry the request, which plans its content anew, or cancel it.";
  return { message, reasons: [{ code: "CONTENT_ALTERED", found: sha256, issuance: issuance.planSha256, ...decision }] };
}
