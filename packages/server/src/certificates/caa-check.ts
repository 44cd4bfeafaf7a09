import type { CaaProperty } from "@duplicert/shared/caa";
import { Column, Entity, type EntityManager, PrimaryGeneratedColumn } from "typeorm";
import type { DnsAnswer } from "../network/network.ts";
import type { Issuance } from "./issuance.ts";

/** What one perspective found: the answers from the name up to the first that has CAA records. */
export interface CaaFinding {
  perspective: string;
  /** Whether it lets us issue; a look-up that failed does not. */
  holds: boolean;
  /** The name whose records decide; null: there are none up to the root, or the look-up failed. */
  foundAt: string | null;
  /** The property that stands in the way. */
  forbiddenBy: CaaProperty | null;
  answers: DnsAnswer[];
}

/** What the CAA records of a name said before it was certified. Append only. */
@Entity("caa_check")
export class CaaCheck {
  @PrimaryGeneratedColumn("uuid") id: string;
  /** The order they were made in. */
  @Column({ type: "bigint", insert: false, update: false }) number: string;
  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "issuance_id" }) issuanceId: string;
  @Column("text", { name: "dns_name" }) dnsName: string;
  @Column("boolean") permitted: boolean;
  @Column("jsonb") evidence: { findings: CaaFinding[] };
  @Column("timestamptz") at: Date;
}

// BR 3.2.2.8: within the records' time to live or eight hours, whichever is greater
const goodFor = 8 * 3_600_000;

/** The names of an issuance that no CAA check of the last eight hours permits. */
export async function uncheckedNames(db: EntityManager, issuance: Issuance, now: Date): Promise<string[]> {
  const newest: { name: string; permitted: boolean; at: Date }[] = await db.query(
    `select distinct on (dns_name) dns_name as name, permitted, at from caa_check
     where issuance_id = $1 order by dns_name, number desc`,
    [issuance.id],
  );
  const earliest = new Date(now.getTime() - goodFor);
  const good = new Set(newest.flatMap(({ name, permitted, at }) => (permitted && at >= earliest ? [name] : [])));
  return issuance.plan.dnsNames.filter((name) => !good.has(name));
}
