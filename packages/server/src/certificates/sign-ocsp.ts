import { wholeSecond } from "@duplicert/shared/validity";
import type { DataSource, EntityManager } from "typeorm";
import { answersOcsp } from "../ca/answers-ocsp.ts";
import type { Issuer } from "../ca/issuer.ts";
import { readCertificate } from "../ca/read-certificate.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct, transact } from "../foundation/transact.ts";
import { Certificate } from "./certificate.ts";
import { IssuingCa, issuingCaFacts } from "./issuing-ca.ts";
import { Revocation } from "./revocation.ts";

const day = 86_400_000;
// BR 4.9.10: 8 hours to 10 days, and renewed no later than 4 days after it was made
const lifetime = 4 * day;
/** An answer that somebody waits for is made anew at half its life. */
export const ocspEvery = lifetime / 2;

/** What OCSP may say about a serial. Null: never issued, which is never called good (BR 4.9.10). */
export interface KnownSerial {
  revocation: Revocation | null;
  notAfter: Date;
}

/** Reads what is known about a serial of a CA: of certificates that are stored, and of whatever else is revoked. */
export async function knownSerial(db: EntityManager, issuingCaId: string, serial: Buffer): Promise<KnownSerial | null> {
  const revocation = await db.findOneBy(Revocation, { issuingCaId, serial });
  const certificate = await db.findOneBy(Certificate, { issuingCaId, serial });
  const notAfter = certificate?.validTo ?? revocation?.notAfter;
  return notAfter ? { revocation, notAfter } : null;
}

/** Whether that CA's certificate lets its key sign OCSP answers. */
export function signsOcsp(ca: IssuingCa): boolean {
  return answersOcsp(readCertificate(ca.certificateDer).facts);
}

/** Job: signs and stores what OCSP says about a serial now. Safe to repeat and to run many times at once. */
export async function signOcsp(source: DataSource, issuer: Issuer, told: Jobs["signOcsp"], now: Date): Promise<void> {
  const { issuingCaId } = told;
  const serial = Buffer.from(told.serial, "hex");
  const { ca, known } = await look(source, theProduct, async (db) => ({
    ca: await db.findOneByOrFail(IssuingCa, { id: issuingCaId }),
    known: await knownSerial(db, issuingCaId, serial),
  }));
  if (!known || known.notAfter < now || !signsOcsp(ca)) return;

  const { revocation, notAfter } = known;
  // this machine's clock may be behind that of the one which revoked
  const thisUpdate = wholeSecond(new Date(Math.max(now.getTime(), revocation?.at.getTime() ?? 0)));
  const nextUpdate = new Date(thisUpdate.getTime() + lifetime);
  const revoked = revocation && { at: wholeSecond(revocation.at), reason: revocation.reason };
  const facts = { serial, revoked, thisUpdate, nextUpdate };
  const [sha1, sha256] = await Promise.all([
    issuer.signOcsp(issuingCaFacts(ca), facts, "SHA1"),
    issuer.signOcsp(issuingCaFacts(ca), facts, "SHA256"),
  ]);

  await transact(source, theProduct, (tx) =>
    // what was revoked while the answer was being signed is never called good afterwards; and "good", however new by
    // another machine's clock, gives way to "revoked"
    tx.query(
      `insert into ocsp_response as o (issuing_ca_id, serial, status, der_sha1, der_sha256, this_update, next_update, not_after)
       select $1, $2, $3, $4, $5, $6, $7, $8
       where $3 = 'REVOKED' or not exists (select 1 from revocation r where r.issuing_ca_id = $1 and r.serial = $2)
       on conflict (issuing_ca_id, serial) do update set status = excluded.status, der_sha1 = excluded.der_sha1,
         der_sha256 = excluded.der_sha256, this_update = excluded.this_update, next_update = excluded.next_update
       where o.status = excluded.status and o.this_update <= excluded.this_update or o.status = 'GOOD' and excluded.status = 'REVOKED'`,
      [issuingCaId, serial, revoked ? "REVOKED" : "GOOD", sha1, sha256, thisUpdate, nextUpdate, notAfter],
    ),
  );
}
