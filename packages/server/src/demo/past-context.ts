import type { DataSource } from "typeorm";
import { Member } from "../accounts/member.ts";
import { type Addresses, Context } from "../foundation/context.ts";
import { withoutJobs } from "../foundation/queue.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import { demoMember, type MemberKey } from "./people.ts";

/** An operation of some member at some time in the past: the very mutations run in it, and nobody is mailed about them today. */
export class PastContext extends Context {
  override transact<T>(write: (tx: Tx) => Promise<T>): Promise<T> {
    return super.transact((tx) => write(withoutJobs(tx)));
  }
}

/** What that member of the demo did then. */
export async function asMember(
  source: DataSource,
  key: MemberKey,
  at: Date,
  addresses: Addresses,
): Promise<PastContext> {
  const { email } = demoMember(key);
  const member = await transact(source, theProduct, (tx) => tx.findOneByOrFail(Member, { email }));
  return new PastContext(source, member, at, addresses);
}
