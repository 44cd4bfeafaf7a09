import type { MigrationInterface, QueryRunner } from "typeorm";

/** Key policies, bans and lists of weak keys, and requests that nobody decided on. */
export class Keys0002 implements MigrationInterface {
  name = "Keys1700000000002";

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [ledger, lists, requests, guards]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error("A migration is not undone: restore a backup instead.");
  }
}

const ledger = `
-- Which server a key is for, as its holders named it, without case: null when none is named, or not all alike.
alter table key add server_name text check (server_name = lower(btrim(server_name)) and server_name <> '');
-- Whether it was claimed while somebody else had it, as the account's policy allows.
alter table key add shared boolean not null default false;
alter table key alter shared drop default;
-- No policy lets a key be used again that its own account, or anyone with proof, has called compromised.
alter table key add compromised_at timestamptz;
update key k set server_name = (
  select case when count(distinct name) = 1 and count(*) = count(name) then min(name) end
  from (select nullif(lower(btrim(c.server_name)), '') as name from certificate c where c.key_id = k.id
        union all
        select nullif(lower(btrim(r.server_name)), '') from certificate_request r
        where r.key_id = k.id and r.state in ('SUBMITTED', 'PENDING', 'APPROVED')) holders);
update key k set compromised_at = b.at from banned_key b where b.spki_sha256 = k.spki_sha256;
create index on key (spki_sha256);
create index on key (id) where compromised_at is not null;
create index on issuance (key_id);

-- Of several requests with one key, all but the first say so; so that without a policy that allows it there is one.
alter table certificate_request add key_shared boolean not null default false;
drop index certificate_request_one_per_key;
create unique index certificate_request_one_per_key on certificate_request (key_id)
  where state in ('SUBMITTED', 'PENDING', 'APPROVED') and not key_shared;
create index on certificate_request (key_id);
`;

const lists = `
-- What lists were loaded, to be said openly; a list that is loaded again is the same one.
create table key_list (
  name text primary key check (name <> ''),
  kind text not null check (kind in ('COMPROMISED', 'DEBIAN')),
  entries bigint not null check (entries >= 0),
  loaded_at timestamptz not null
);
-- Keys that are known by another mark than their SPKI. DEBIAN: the last ten octets of SHA-1 of "Modulus=<HEX>\\n" (CVE-2008-0166).
create table weak_key (
  kind text not null check (kind in ('DEBIAN')),
  fingerprint bytea not null check (octet_length(fingerprint) = 10),
  primary key (kind, fingerprint)
);
create index banned_key_reported on banned_key (at) where source not like 'list %';
`;

const requests = `
-- LAPSED: nobody decided in time; by is then the requester, whose request it was.
alter table request_decision drop constraint request_decision_outcome_check;
alter table request_decision add constraint request_decision_outcome_check
  check (outcome in ('APPROVED', 'REJECTED', 'CANCELED', 'RETRIED', 'LAPSED'));
create index on certificate_request (requested_at) where state in ('SUBMITTED', 'PENDING');
`;

const guards = `
create trigger append_only before update or delete on banned_key for each row execute function refuse_change();
create trigger no_truncate before truncate on banned_key execute function refuse_change();
create trigger keep_key_shared before update of key_shared on certificate_request for each row execute function refuse_change();

create or replace function keep_certified() returns trigger language plpgsql as $$
begin
  if (new.account_id, new.spki_sha256, new.algorithm) is distinct from (old.account_id, old.spki_sha256, old.algorithm) then
    raise exception 'a key in the ledger never changes' using errcode = 'integrity_constraint_violation';
  end if;
  if old.state = 'CERTIFIED' and new.state <> 'CERTIFIED' then
    raise exception 'a certified key stays certified' using errcode = 'integrity_constraint_violation';
  end if;
  if old.compromised_at is not null and new.compromised_at is distinct from old.compromised_at then
    raise exception 'a compromised key stays compromised' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
`;
