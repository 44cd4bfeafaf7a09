import type { MigrationInterface, QueryRunner } from "typeorm";

/** Revocation that relying parties can see: CRLs in shards, OCSP responses, and requests to revoke. */
export class Revocation0003 implements MigrationInterface {
  name = "Revocation1700000000003";

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [shards, records, ocsp, requests, guards]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error("A migration is not undone: restore a backup instead.");
  }
}

const shards = `
-- Among how many CRLs a CA's new certificates are spread; the root has one, without a number.
alter table issuing_ca add crl_shards integer not null default 1 check (crl_shards between 1 and 1000);
update issuing_ca set crl_shards = 4 where not is_root;
alter table issuing_ca add check (not is_root or crl_shards = 1);
-- Which of them speaks of a serial: the one whose address is in the certificate. Until now that was number 0.
alter table signing_attempt add crl_shard integer not null default 0 check (crl_shard >= 0);
alter table signing_attempt alter crl_shard drop default;
alter table certificate add crl_shard integer check (crl_shard >= 0);
update certificate set crl_shard = 0 where issuing_ca_id is not null;
alter table certificate add check ((issuing_ca_id is null) = (crl_shard is null));
`;

const records = `
alter table revocation add crl_shard integer not null default 0 check (crl_shard >= 0);
alter table revocation alter crl_shard drop default;
-- RFC 5280 3.3: until when it is on the CRL hangs on the certificate's last second
alter table revocation add not_after timestamptz;
alter table revocation disable trigger append_only;
update revocation r set not_after = coalesce(
  (select c.not_after from certificate c where c.issuing_ca_id = r.issuing_ca_id and c.serial = r.serial),
  (select i.not_after from signing_attempt a join issuance i on i.id = a.issuance_id where a.issuing_ca_id = r.issuing_ca_id and a.serial = r.serial),
  'infinity');
alter table revocation enable trigger append_only;
alter table revocation alter not_after set not null;
create index on revocation (issuing_ca_id, crl_shard, at);
create index on signing_attempt (issuing_ca_id, serial) where outcome = 'ABANDONED';
`;

const ocsp = `
-- The newest signed answer about a serial. It is replaced, never kept: what was said when is in the audit of issue and revocation.
create table ocsp_response (
  issuing_ca_id uuid not null references issuing_ca (id),
  serial bytea not null,
  status text not null check (status in ('GOOD', 'REVOKED')),
  -- the same answer under either hash that a CertID may name its issuer by
  der_sha1 bytea not null,
  der_sha256 bytea not null,
  this_update timestamptz not null,
  next_update timestamptz not null check (next_update > this_update),
  -- the certificate's last second: nothing is said about it after that
  not_after timestamptz not null,
  -- when somebody last asked, to the hour; null: nobody ever has
  asked_at timestamptz,
  primary key (issuing_ca_id, serial)
);
create index on ocsp_response (this_update) where asked_at is not null;
`;

const requests = `
alter table certificate_request drop constraint certificate_request_kind_check;
alter table certificate_request add constraint certificate_request_kind_check check (kind in ('DUPLICATE', 'REISSUE', 'REVOCATION'));
alter table certificate_request alter key_id drop not null, alter csr drop not null, alter common_name drop not null,
  alter dns_names drop not null, alter valid_to drop not null, alter valid_to_named drop not null, alter signature_hash drop not null,
  alter server_platform drop not null;
-- to revoke: which certificate (null: the whole order), and why
alter table certificate_request add certificate_id uuid, add reason text
  check (reason in ('UNSPECIFIED', 'KEY_COMPROMISE', 'AFFILIATION_CHANGED', 'SUPERSEDED', 'CESSATION_OF_OPERATION'));
alter table certificate_request add foreign key (account_id, certificate_id) references certificate (account_id, id);
alter table certificate_request add constraint certificate_request_to_issue check (kind = 'REVOCATION' or
  (key_id is not null and csr is not null and common_name is not null and dns_names is not null and valid_to is not null
   and valid_to_named is not null and signature_hash is not null and server_platform is not null
   and certificate_id is null and reason is null));
alter table certificate_request add constraint certificate_request_to_revoke check (kind <> 'REVOCATION' or
  (key_id is null and csr is null and common_name is null and dns_names is null and valid_to is null and valid_to_named is null
   and signature_hash is null and server_platform is null and server_name is null and issuance_id is null
   and reason is not null and state <> 'PENDING'));
alter table certificate_request drop constraint certificate_request_check;
alter table certificate_request add constraint certificate_request_approved check (state <> 'APPROVED' or kind = 'REVOCATION' or issuance_id is not null);
-- one wish to revoke waits at a time, for a certificate and for an order
create unique index certificate_request_one_revocation on certificate_request (certificate_id) where kind = 'REVOCATION' and state = 'SUBMITTED';
create unique index certificate_request_one_order_revocation on certificate_request (order_id) where kind = 'REVOCATION' and state = 'SUBMITTED' and certificate_id is null;
`;

const guards = `
create or replace function keep_request() returns trigger language plpgsql as $$
begin
  if (new.kind, new.order_id, new.key_id, new.csr, new.common_name, new.dns_names, new.valid_to, new.valid_to_named, new.signature_hash,
      new.server_platform, new.server_name, new.comments, new.requested_by, new.requested_at, new.idempotency_key, new.input_sha256,
      new.certificate_id, new.reason)
     is distinct from
     (old.kind, old.order_id, old.key_id, old.csr, old.common_name, old.dns_names, old.valid_to, old.valid_to_named, old.signature_hash,
      old.server_platform, old.server_name, old.comments, old.requested_by, old.requested_at, old.idempotency_key, old.input_sha256,
      old.certificate_id, old.reason)
     or (old.state in ('REJECTED', 'CANCELED') and new.state <> old.state)
     or (old.state = 'PENDING' and new.state = 'SUBMITTED')
     or (old.state = 'APPROVED' and new.state not in ('APPROVED', 'CANCELED'))
     -- what is revoked stays revoked
     or (old.state = 'APPROVED' and old.kind = 'REVOCATION' and new.state <> old.state)
     -- what led to a certificate leads to it for ever
     or ((new.state, new.issuance_id) is distinct from (old.state, old.issuance_id)
         and exists (select 1 from issuance i where i.id = old.issuance_id and i.state = 'ISSUED')) then
    raise exception 'a request itself never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

create or replace function keep_attempt() returns trigger language plpgsql as $$
begin
  if (new.issuing_ca_id, new.serial, new.issuance_id, new.not_before, new.tbs, new.tbs_sha256, new.proofs, new.lint, new.crl_shard)
     is distinct from (old.issuing_ca_id, old.serial, old.issuance_id, old.not_before, old.tbs, old.tbs_sha256, old.proofs, old.lint, old.crl_shard)
     or (old.outcome is not null and new.outcome is distinct from old.outcome)
     or (old.signature is not null and new.signature is distinct from old.signature) then
    raise exception 'what was recorded before signing never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

create or replace function keep_certificate() returns trigger language plpgsql as $$
begin
  if (new.account_id, new.order_id, new.issuance_id, new.key_id, new.issuing_ca_id, new.kind, new.serial, new.sha256, new.common_name,
      new.dns_names, new.not_before, new.not_after, new.signature_hash, new.crl_shard)
     is distinct from
     (old.account_id, old.order_id, old.issuance_id, old.key_id, old.issuing_ca_id, old.kind, old.serial, old.sha256, old.common_name,
      old.dns_names, old.not_before, old.not_after, old.signature_hash, old.crl_shard) then
    raise exception 'an issued certificate never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

-- A revoked order is the end of it.
create function keep_revoked_order() returns trigger language plpgsql as $$
begin
  if old.state = 'REVOKED' and new.state <> 'REVOKED' then
    raise exception 'a revoked order stays revoked' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_revoked_order before update on "order" for each row execute function keep_revoked_order();
`;
