import { In } from "typeorm";
import type { Batch } from "../foundation/context.ts";
import { Account } from "./account.ts";

/** Batched load of the names of accounts, whoever asks: what belongs to an account is seen by the CA's people too. Ask it for those of visible rows only. */
export const accountNamesById: Batch<string, string> = async (db, ids) => {
  const rows = await db.find(Account, { select: { id: true, name: true }, where: { id: In([...ids]) } });
  return new Map(rows.map(({ id, name }) => [id, name]));
};
