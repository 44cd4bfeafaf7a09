import type { Role } from "@duplicert/shared/roles";
import DataLoader from "dataloader";
import type { DataSource, EntityManager } from "typeorm";
import { type Look, openLook, type Tenant, type Tx, theProduct, transact } from "./transact.ts";

/** Who asks: a signed-in person or the owner of an API key. */
export interface Viewer {
  id: string;
  accountId: string;
  name: string;
  email: string;
  role: Role;
  locale: string;
}

/** Addresses that are written into certificates, mails and links. */
export interface Addresses {
  publicUrl: string;
  pkiUrl: string;
  /** The names that stand for us in CAA records; absent: the host of the public address. */
  caaIdentities?: readonly string[];
  /** Where a record is published in the demo, and its mail is read; null or absent outside it. */
  zoneUrl?: string | null;
  mailboxUrl?: string | null;
}

/** Loads for many keys at once what resolvers ask for one at a time. */
export type Batch<K, V> = (
  db: EntityManager,
  keys: readonly K[],
  asker: { viewer: Viewer; now: Date },
) => Promise<Map<K, V>>;

/** Made for each GraphQL operation: who asks, when, and the two doors to the database. */
export class Context {
  readonly viewer: Viewer;
  readonly now: Date;
  readonly addresses: Addresses;
  // TypeScript's private, not #private: Apollo's executeOperation clones the context
  private readonly source: DataSource;
  private opened: Promise<Look> | null = null;
  private ended = false;
  private loaders = new Map<unknown, DataLoader<unknown, unknown>>();
  private readonly later = new Map<string, (tx: Tx) => Promise<void>>();

  constructor(source: DataSource, viewer: Viewer, now: Date, addresses: Addresses) {
    this.source = source;
    this.viewer = viewer;
    this.now = now;
    this.addresses = addresses;
  }

  private get tenant(): Tenant {
    return { accountId: this.viewer.accountId, role: this.viewer.role };
  }

  /** Reads in the operation's one read-only transaction. */
  async look<T>(read: (db: EntityManager) => Promise<T>): Promise<T> {
    // a field that failed has answered for all, while others were still at work: what they open nobody would close
    if (this.ended) throw new Error("The operation has been answered already.");
    this.opened ??= openLook(this.source, this.tenant);
    return read((await this.opened).manager);
  }

  /** Writes in one transaction; a returned Problem rolls it back. What was read before is read anew afterwards. */
  async transact<T>(write: (tx: Tx) => Promise<T>): Promise<T> {
    await this.close();
    return transact(this.source, this.tenant, write);
  }

  /** The batched load of that name; all keys asked for in one tick become one query. */
  many<K, V>(batch: Batch<K, V>): DataLoader<K, V | undefined> {
    let loader = this.loaders.get(batch);
    if (!loader) {
      loader = new DataLoader<unknown, unknown>(async (keys) => {
        const found = await this.look((db) => batch(db, keys as readonly K[], this));
        return keys.map((key) => found.get(key as K));
      });
      this.loaders.set(batch, loader);
    }
    return loader as DataLoader<K, V | undefined>;
  }

  /**
   * Writes once the operation is over, before it is answered, and whatever became of it: what has to be on record although
   * somebody only looked, or was refused. In a transaction of the product's own; what has the same name is done once.
   */
  afterwards(name: string, write: (tx: Tx) => Promise<void>): void {
    this.later.set(name, write);
  }

  /** Ends the operation, when its response has been made. */
  async end(): Promise<void> {
    this.ended = true;
    await this.close();
    for (const write of this.later.values()) await transact(this.source, theProduct, write);
    this.later.clear();
  }

  private async close(): Promise<void> {
    const { opened } = this;
    this.opened = null;
    this.loaders = new Map();
    if (opened) await (await opened).close();
  }
}
