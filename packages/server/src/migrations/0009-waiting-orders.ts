import type { MigrationInterface, QueryRunner } from "typeorm";

/** When it was last looked whether an order that waits can go on. */
export class WaitingOrders0009 implements MigrationInterface {
  name = "WaitingOrders1700000000009";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(waiting);
  }

  async down(): Promise<void> {
    throw new Error("A migration is not undone: restore a backup instead.");
  }
}

const waiting = `
alter table "order" add looked_at timestamptz;
create index order_waiting on "order" (account_id) where state in ('PENDING', 'REISSUE_PENDING');
create index order_unlooked on "order" (looked_at nulls first) where state in ('PENDING', 'REISSUE_PENDING');
`;
