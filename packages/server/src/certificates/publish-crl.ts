import { wholeSecond } from "@duplicert/shared/validity";
import { type DataSource, MoreThan } from "typeorm";
import { audit } from "../audit/audit.ts";
import { crlAddress, rootCrlAddress } from "../ca/addresses.ts";
import type { Issuer } from "../ca/issuer.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct, transact } from "../foundation/transact.ts";
import { Crl } from "./crl.ts";
import { IssuingCa, issuingCaFacts } from "./issuing-ca.ts";
import { Revocation } from "./revocation.ts";

const hour = 3_600_000;
const day = 24 * hour;
// BR 7.2 and 4.9.7: a subscriber CRL lives at most 10 days, a root's at most 12 months
const lifetime = { issuing: 7 * day, root: 90 * day };
/** A CRL is made anew this long after its last one, revocation or not (BR 4.9.7: at least every 4 days). */
export const crlEvery = day;
// a revocation of the certificate's last second may be written down late; no transaction lasts this long
const lateness = hour;
const tries = 10;

/** Job: signs and stores the next CRL of one shard of a CA. Safe to repeat: every run makes the next number. */
export async function publishCrl(
  source: DataSource,
  issuer: Issuer,
  told: Jobs["publishCrl"],
  pkiUrl: string,
  now: Date,
): Promise<void> {
  // of two runs at once one wins the number; the other looks again, and says what was revoked meanwhile
  for (let left = tries; left > 0; left -= 1) if (await publishNext(source, issuer, told, pkiUrl, now)) return;
  throw new Error(`shard ${told.shard} of the CA ${told.issuingCaId} is being published by too many at once`);
}

async function publishNext(
  source: DataSource,
  issuer: Issuer,
  // a job from before there were shards names none
  { issuingCaId, shard = 0 }: Jobs["publishCrl"],
  pkiUrl: string,
  now: Date,
): Promise<boolean> {
  const { ca, newest, revoked } = await look(source, theProduct, async (db) => {
    const ca = await db.findOneByOrFail(IssuingCa, { id: issuingCaId });
    const newest = await db.findOne(Crl, { where: { issuingCaId, shard }, order: { number: "DESC" } });
    // RFC 5280 §3.3: an entry leaves once it was on a CRL made after the certificate's last second
    const leftBefore = new Date((newest?.thisUpdate.getTime() ?? 0) - lateness);
    const where = { issuingCaId, crlShard: shard, notAfter: MoreThan(leftBefore) };
    return { ca, newest, revoked: await db.find(Revocation, { where, order: { at: "ASC", serial: "ASC" } }) };
  });

  // this machine's clock may be behind that of the one which revoked, or made the last one
  const latest = Math.max(now.getTime(), newest?.thisUpdate.getTime() ?? 0, ...revoked.map((row) => row.at.getTime()));
  const thisUpdate = wholeSecond(new Date(latest));
  const nextUpdate = new Date(thisUpdate.getTime() + (ca.isRoot ? lifetime.root : lifetime.issuing));
  const number = BigInt(newest?.number ?? 0) + 1n;
  const der = await issuer.signCrl(issuingCaFacts(ca), {
    number,
    thisUpdate,
    nextUpdate,
    revoked: revoked.map(({ serial, at, reason }) => ({ serial, at: wholeSecond(at), reason })),
    distributionPoint: ca.isRoot ? rootCrlAddress(pkiUrl, ca.slug) : crlAddress(pkiUrl, ca.slug, shard),
  });

  return transact(source, theProduct, async (tx) => {
    const rows: unknown[] = await tx.query(
      `insert into crl (issuing_ca_id, shard, number, der, this_update, next_update) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing returning 1`,
      [issuingCaId, shard, String(number), der, thisUpdate, nextUpdate],
    );
    if (rows.length === 0) return false;
    const detail = { shard, number: String(number), revoked: revoked.length };
    await audit(tx, { accountId: null, actor: "work", now }, "crl.publish", { type: "issuing_ca", id: ca.id }, detail);
    return true;
  });
}
