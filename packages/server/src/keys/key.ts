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
  /** The server all its holders are for, without case; null when one names none, or they differ. */
  @Column("text", { name: "server_name", nullable: true }) serverName: string | null;
  /** Whether it was claimed while another had it, as the account's policy allows. */
  @Column("boolean") shared: boolean;
  /** From then on nobody in the account may use it again. */
  @Column("timestamptz", { name: "compromised_at", nullable: true }) compromisedAt: Date | null;
}

export const keysById = rowsById<Key>(() => Key);
