import type { Tx } from "../foundation/transact.ts";
import { Account, AccountKind } from "./account.ts";

/** The account of the CA itself, whose members are the validation specialists; made if it is not there yet. */
export async function authorityAccount(tx: Tx, now: Date): Promise<Account> {
  // several may ask at once: the index allows one, and the others wait for it
  await tx.query(
    `insert into account (name, kind, approval, key_policy, locale, created_at)
     values ('Certificate authority', 'AUTHORITY', 'ONE_STEP', 'REFUSE', 'EN', $1)
     on conflict (kind) where kind = 'AUTHORITY' do nothing`,
    [now],
  );
  return tx.findOneByOrFail(Account, { kind: AccountKind.AUTHORITY });
}
