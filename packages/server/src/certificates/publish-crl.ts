import { wholeSecond } from "@duplicert/shared/validity";
import type { DataSource } from "typeorm";
import { audit } from "../audit/audit.ts";
import { crlAddress, rootCrlAddress } from "../ca/addresses.ts";
import type { RevocationReason } from "../ca/crl.ts";
import type { Issuer } from "../ca/issuer.ts";
import type { Jobs } from "../foundation/queue.ts";
import { theProduct, transact } from "../foundation/transact.ts";
import { Crl } from "./crl.ts";
import { IssuingCa, issuingCaFacts } from "./issuing-ca.ts";
import { Revocation } from "./revocation.ts";

const day = 86_400_000;
// BR 7.2 and 4.9.7: a subscriber CRL lives at most 10 days, a root's at most 12 months
const lifetime = { issuing: 7 * day, root: 90 * day };
/** A CRL is made anew this long after its last one, revocation or not (BR 4.9.7: at least every 4 days). */
export const crlEvery = day;

/** Job: signs and stores the next CRL of a CA. Safe to repeat: every run makes the next number. */
export async function publishCrl(
  source: DataSource,
  issuer: Issuer,
  told: Jobs["publishCrl"],
  pkiUrl: string,
  now: Date,
): Promise<void> {
  const { ca, number, revoked } = await transact(source, theProduct, async (tx) => {
    const ca = await tx.findOneByOrFail(IssuingCa, { id: told.issuingCaId });
    const newest = await tx.findOne(Crl, { where: { issuingCaId: ca.id, shard: 0 }, order: { number: "DESC" } });
    const rows = await tx.find(Revocation, { where: { issuingCaId: ca.id }, order: { at: "ASC" } });
    return { ca, number: BigInt(newest?.number ?? 0) + 1n, revoked: rows };
  });

  // this machine's clock may be behind that of the one which revoked
  const latest = Math.max(now.getTime(), ...revoked.map((row) => row.at.getTime()));
  const thisUpdate = wholeSecond(new Date(latest));
  const nextUpdate = new Date(thisUpdate.getTime() + (ca.isRoot ? lifetime.root : lifetime.issuing));
  const der = await issuer.signCrl(issuingCaFacts(ca), {
    number,
    thisUpdate,
    nextUpdate,
    revoked: revoked.map((row) => ({
      serial: row.serial,
      at: wholeSecond(row.at),
      reason: row.reason as RevocationReason | null,
    })),
    distributionPoint: ca.isRoot ? rootCrlAddress(pkiUrl) : crlAddress(pkiUrl, ca.slug),
  });

  await transact(source, theProduct, async (tx) => {
    // of two runs at once one wins the number; the other is repeated and takes the next
    await tx.insert(Crl, { issuingCaId: ca.id, shard: 0, number: String(number), der, thisUpdate, nextUpdate });
    const actor = { accountId: null, actor: "work", now };
    await audit(
      tx,
      actor,
      "crl.publish",
      { type: "issuing_ca", id: ca.id },
      { number: String(number), revoked: revoked.length },
    );
  });
}
