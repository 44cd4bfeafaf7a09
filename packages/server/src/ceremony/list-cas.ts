import type { EntityManager } from "typeorm";
import { readCertificate } from "../ca/read-certificate.ts";
import { IssuingCa, isActive } from "../certificates/issuing-ca.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { online } from "./online.ts";
import type { Verb } from "./verb.ts";

/** Online: the CAs that are here, where their keys live, until when they last, and how fresh their CRLs are. */
export const listCas: Verb = {
  usage: "list",
  required: [],
  async run(_, around) {
    return online(around, ({ source }) =>
      look(source, theProduct, async (db) => {
        const rows = await db.find(IssuingCa, { order: { isRoot: "DESC", activeFrom: "ASC", slug: "ASC" } });
        const crls = await crlsOf(db);
        const lines = rows.map((ca) => [
          ca.slug,
          ca.isRoot ? "root" : stateOf(ca, around.now),
          ca.keyType,
          ca.keyHome?.toLowerCase() ?? "elsewhere",
          day(readCertificate(ca.certificateDer).facts.notAfter),
          crlWords(crls.get(ca.id), ca, around.now),
        ]);
        return table([["CA", "state", "key", "home", "ends", "CRL"], ...lines]);
      }),
    );
  },
};

interface CrlState {
  shards: number;
  oldest: Date;
  soonest: Date;
}

/** Of the newest CRL of each shard: how many, the oldest, and the first that lapses. */
async function crlsOf(db: EntityManager): Promise<Map<string, CrlState>> {
  const rows: (CrlState & { id: string })[] = await db.query(
    `select id, count(*)::int as shards, min(this_update) as oldest, min(next_update) as soonest from (
       select distinct on (issuing_ca_id, shard) issuing_ca_id as id, this_update, next_update from crl
       order by issuing_ca_id, shard, number desc) newest group by id`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function crlWords(crls: CrlState | undefined, ca: IssuingCa, now: Date): string {
  if (!crls || crls.shards < ca.crlShards) return `MISSING (${crls?.shards ?? 0} of ${ca.crlShards})`;
  if (crls.soonest <= now) return `LAPSED ${crls.soonest.toISOString()}`;
  return `of ${crls.oldest.toISOString()}, good until ${crls.soonest.toISOString()}`;
}

function stateOf(ca: IssuingCa, now: Date): string {
  if (isActive(ca, now)) return ca.retiredAt ? `active until ${ca.retiredAt.toISOString()}` : "active";
  return ca.activeFrom > now ? `from ${ca.activeFrom.toISOString()}` : `retired ${day(ca.retiredAt ?? now)}`;
}

const day = (at: Date): string => at.toISOString().slice(0, 10);

function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
