import { seesAllOrders } from "@duplicert/shared/roles";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../foundation/context.ts";

/** A certificate, or a request that waits or is being issued, that has a key. */
export interface KeyHolder {
  keyId: string;
  /** null of a certificate. */
  requestId: string | null;
  issuanceId: string | null;
  serial: string | null;
  orderNumber: string;
  serverName: string | null;
  /** Whether the viewer may see its order, and so be told of it. */
  seen: boolean;
  /** How many hold the key, those that are not answered included. */
  ofAll: number;
}

// a key that an account lets be used again may be on thousands of certificates
const mostOfKey = 10;

/** Who holds these keys of the viewer's account, by key, ten at most: those the viewer may see first, certificates before requests, the oldest first. */
export async function keyHolders(
  db: EntityManager,
  viewer: Viewer,
  keyIds: readonly string[],
): Promise<Map<string, KeyHolder[]>> {
  const holders: KeyHolder[] = await db.query(
    `select * from (select h.*, o.number as "orderNumber", ($2 or o.placed_by = $3) as seen,
       count(*) over (partition by h."keyId")::int as "ofAll",
       row_number() over (partition by h."keyId" order by ($2 or o.placed_by = $3) desc, h.serial is null, h.since) as place from (
       select c.key_id as "keyId", null::uuid as "requestId", c.issuance_id as "issuanceId", encode(c.serial, 'hex') as serial,
         c.server_name as "serverName", c.order_id, c.not_before as since
       from certificate c where c.key_id = any($1)
       union all
       select r.key_id, r.id, r.issuance_id, null, r.server_name, r.order_id, r.requested_at
       from certificate_request r where r.key_id = any($1) and r.state in ('SUBMITTED', 'PENDING', 'APPROVED')
         and not exists (select from certificate c where c.issuance_id = r.issuance_id)
     ) h join "order" o on o.id = h.order_id where o.account_id = $4) placed where place <= ${mostOfKey} order by place`,
    [[...keyIds], seesAllOrders(viewer.role), viewer.id, viewer.accountId],
  );
  return Map.groupBy(holders, ({ keyId }) => keyId);
}

/** A holder in a few words; null when the viewer may not be told of it. */
export function holderWords({ serial, orderNumber, serverName, seen }: KeyHolder): string | null {
  if (!seen) return null;
  const what = serial === null ? "a request" : `certificate ${serial}`;
  return `${what} of order ${orderNumber}${serverName ? ` for ${serverName}` : ""}`;
}
