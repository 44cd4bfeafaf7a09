import type { MigrationInterface, QueryRunner } from "typeorm";

/** What the CAA records of each name said before it was certified. */
export class Caa0006 implements MigrationInterface {
  name = "Caa1700000000006";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(checks);
  }

  async down(): Promise<void> {
    throw new Error("A migration is not undone: restore a backup instead.");
  }
}

const checks = `
-- RFC 8659, BR 3.2.2.8: nothing is signed without one of each name that permits it and is younger than eight hours
create table caa_check (
  id uuid primary key default gen_random_uuid(),
  -- the order they were made in: a clock may say the same of two
  number bigint generated always as identity,
  account_id uuid not null,
  issuance_id uuid not null,
  dns_name text not null,
  permitted boolean not null,
  -- from every perspective: which records were found where, what the resolvers answered, and what followed from it
  evidence jsonb not null,
  at timestamptz not null,
  foreign key (account_id, issuance_id) references issuance (account_id, id)
);
create index on caa_check (issuance_id, dns_name, number);
create trigger append_only before update or delete on caa_check for each row execute function refuse_change();
create trigger no_truncate before truncate on caa_check execute function refuse_change();
`;
