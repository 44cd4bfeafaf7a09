import type { MigrationInterface, QueryRunner } from "typeorm";

/** When it was last looked whether an order that waits can go on, and what was planned when it did. */
export class WaitingOrders0009 implements MigrationInterface {
  name = "WaitingOrders1700000000009";

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [waiting, decisions]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error("A migration is not undone: restore a backup instead.");
  }
}

const waiting = `
alter table "order" add looked_at timestamptz;
create index order_waiting on "order" (account_id) where state in ('PENDING', 'REISSUE_PENDING');
create index order_unlooked on "order" ((coalesce(looked_at, timestamptz '-infinity'))) where state in ('PENDING', 'REISSUE_PENDING');
`;

const decisions = `
-- PROVED: what it waited for is there; the content that was planned then is on record beside the people's decisions. By is the requester.
alter table request_decision drop constraint request_decision_outcome_check;
alter table request_decision add constraint request_decision_outcome_check
  check (outcome in ('APPROVED', 'REJECTED', 'CANCELED', 'RETRIED', 'LAPSED', 'PROVED'));
`;
