import type { DataSource, EntityManager } from "typeorm";
import { look, theProduct } from "../foundation/transact.ts";

/** Reads what a mail tells in one snapshot, which is closed before anything is sent: no transaction waits for a relay. */
export async function readForMail<T>(source: DataSource, read: (db: EntityManager) => Promise<T>): Promise<T> {
  const { manager, close } = await look(source, theProduct);
  try {
    return await read(manager);
  } finally {
    await close();
  }
}
