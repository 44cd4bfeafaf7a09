import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { rowsById } from "../foundation/loads.ts";

export const KeyState = { CLAIMED: "CLAIMED", CERTIFIED: "CERTIFIED", RELEASED: "RELEASED" } as const;
export type KeyState = (typeof KeyState)[keyof typeof KeyState];

/** The ledger: one row per account and public key. CERTIFIED is for ever; RELEASED may be claimed again. */
@Entity("key")
export class Key {
  @PrimaryGeneratedColumn("uuid") id: string;
  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("text", { name: "spki_sha256" }) spkiSha256: string;
  @Column("text") algorithm: string;
  @Column("text") state: KeyState;
}

export const keysById = rowsById<Key>(() => Key);
