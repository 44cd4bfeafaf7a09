import type { MigrationInterface, QueryRunner } from "typeorm";

/** A certificate that another took the place of: since when it is no longer the primary one, and when it will be revoked. */
export class Reissues0010 implements MigrationInterface {
  name = "Reissues1700000000010";

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [superseded, guards]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error("A migration is not undone: restore a backup instead.");
  }
}

const superseded = `
-- the reissue because of which it will be revoked
alter table certificate add superseded_by uuid;
alter table certificate add foreign key (account_id, superseded_by) references certificate (account_id, id);
alter table certificate add constraint certificate_revoked_for_a_reason check ((revoke_by is null) = (superseded_by is null));
-- what took the place of others is not among them
alter table certificate add constraint certificate_primary_stays check (revoke_by is null or (not is_primary and superseded_by <> id));
-- only who issued it revokes it
alter table certificate add constraint certificate_revoked_by_its_issuer check (revoke_by is null or issuing_ca_id is not null);
alter table certificate add revocation_reminded_at timestamptz;
alter table certificate add constraint certificate_reminded check (revocation_reminded_at is null or revoke_by is not null);
-- since when nothing is left to do about it: it is revoked, or expired before
alter table certificate add revocation_settled_at timestamptz;
alter table certificate add constraint certificate_settled check (revocation_settled_at is null or revocation_settled_at >= revoke_by);
create index certificate_to_revoke on certificate (revoke_by) where revoke_by is not null and revocation_settled_at is null;
create index on certificate (superseded_by) where superseded_by is not null;
`;

const guards = `
create or replace function keep_certificate() returns trigger language plpgsql as $$
begin
  if (new.account_id, new.order_id, new.issuance_id, new.key_id, new.issuing_ca_id, new.kind, new.serial, new.sha256, new.common_name,
      new.dns_names, new.not_before, new.not_after, new.signature_hash, new.crl_shard)
     is distinct from
     (old.account_id, old.order_id, old.issuance_id, old.key_id, old.issuing_ca_id, old.kind, old.serial, old.sha256, old.common_name,
      old.dns_names, old.not_before, old.not_after, old.signature_hash, old.crl_shard)
     -- it may stop being the primary one, and never is again
     or (new.is_primary and not old.is_primary)
     -- when it will be revoked is said once, and told to people
     or (old.revoke_by is not null and (new.revoke_by, new.superseded_by) is distinct from (old.revoke_by, old.superseded_by)) then
    raise exception 'an issued certificate never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
`;
