import type { MigrationInterface, QueryRunner } from "typeorm";

/** Requests for an order's first certificate and for one in its place; they wait, approved, for what is unproved. */
export class Requests0005 implements MigrationInterface {
  name = "Requests1700000000005";

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [requests, proofs, guards]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error("A migration is not undone: restore a backup instead.");
  }
}

const requests = `
alter table certificate_request drop constraint certificate_request_kind_check;
alter table certificate_request add constraint certificate_request_kind_check
  check (kind in ('ORIGINAL', 'REISSUE', 'DUPLICATE', 'REVOCATION'));
-- of a DV order: the one method by which every name is proved, for this request alone
alter table certificate_request add domain_method text
  check (domain_method in ('DNS_TXT', 'DNS_CNAME', 'HTTP_FILE', 'EMAIL_CONSTRUCTED', 'EMAIL_TXT_CONTACT'));
alter table certificate_request add constraint certificate_request_validated check (domain_method is null or kind in ('ORIGINAL', 'REISSUE'));
-- of a reissue: whether it leaves out or changes names, and so ends the certificates there are
alter table certificate_request add revokes_earlier boolean;
alter table certificate_request add constraint certificate_request_in_place check ((kind = 'REISSUE') = (revokes_earlier is not null));
alter table certificate_request drop constraint certificate_request_approved;
alter table certificate_request add constraint certificate_request_approved
  check (state <> 'APPROVED' or kind <> 'DUPLICATE' or issuance_id is not null);
-- one waits at a time
create unique index certificate_request_one_in_place on certificate_request (order_id)
  where kind in ('ORIGINAL', 'REISSUE') and (state in ('SUBMITTED', 'PENDING') or (state = 'APPROVED' and issuance_id is null));
`;

const proofs = `
-- BR 4.2.1 lets proofs be used again; on DV orders they are not: each serves the one request that it was made for
alter table domain_proof add request_id uuid;
alter table domain_proof add foreign key (account_id, request_id) references certificate_request (account_id, id);
create index on domain_proof (request_id) where request_id is not null;
alter table issuance add proved_for uuid;
alter table issuance add foreign key (account_id, proved_for) references certificate_request (account_id, id);
`;

const guards = `
create or replace function keep_request() returns trigger language plpgsql as $$
begin
  if (new.kind, new.order_id, new.key_id, new.csr, new.common_name, new.dns_names, new.valid_to, new.valid_to_named, new.signature_hash,
      new.server_platform, new.server_name, new.comments, new.requested_by, new.requested_at, new.idempotency_key, new.input_sha256,
      new.certificate_id, new.reason, new.revokes_earlier)
     is distinct from
     (old.kind, old.order_id, old.key_id, old.csr, old.common_name, old.dns_names, old.valid_to, old.valid_to_named, old.signature_hash,
      old.server_platform, old.server_name, old.comments, old.requested_by, old.requested_at, old.idempotency_key, old.input_sha256,
      old.certificate_id, old.reason, old.revokes_earlier)
     or (old.state in ('REJECTED', 'CANCELED') and new.state <> old.state)
     or (old.state = 'PENDING' and new.state = 'SUBMITTED')
     or (old.state = 'APPROVED' and new.state not in ('APPROVED', 'CANCELED'))
     -- what is revoked stays revoked
     or (old.state = 'APPROVED' and old.kind = 'REVOCATION' and new.state <> old.state)
     -- by which method a request waits for its proofs may change, while it waits
     or (new.domain_method is distinct from old.domain_method
         and (new.domain_method is null or old.domain_method is null or old.issuance_id is not null))
     -- what led to a certificate leads to it for ever
     or ((new.state, new.issuance_id) is distinct from (old.state, old.issuance_id)
         and exists (select 1 from issuance i where i.id = old.issuance_id and i.state = 'ISSUED')) then
    raise exception 'a request itself never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

create or replace function keep_plan() returns trigger language plpgsql as $$
begin
  if (new.plan, new.plan_sha256, new.subject_facts, new.key_id, new.order_id, new.issuing_ca_id, new.not_after, new.kind, new.proved_for)
     is distinct from
     (old.plan, old.plan_sha256, old.subject_facts, old.key_id, old.order_id, old.issuing_ca_id, old.not_after, old.kind, old.proved_for)
     or (old.state = 'ISSUED' and new.state <> 'ISSUED') then
    raise exception 'what was approved never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
`;
