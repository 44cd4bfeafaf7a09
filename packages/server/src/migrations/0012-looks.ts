import type { MigrationInterface, QueryRunner } from "typeorm";

/** How often we look at what is somebody else's, and how many mails were sent lately: both have a limit. */
export class Looks0012 implements MigrationInterface {
  name = "Looks1700000000012";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(looks);
  }

  async down(): Promise<void> {
    throw new Error("A migration is not undone: restore a backup instead.");
  }
}

const looks = `
-- of each registered domain, whichever account it is of: the looks since the minute began in which the last one was
create table domain_look (
  target text primary key,
  since timestamptz not null,
  looks integer not null check (looks > 0)
);
create index on challenge_mail (sent_at) where sent_at is not null;
`;
