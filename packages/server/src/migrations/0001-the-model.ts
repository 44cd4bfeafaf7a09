import type { MigrationInterface, QueryRunner } from "typeorm";

/** Tables, states and the constraints that hold whatever the code does. */
export class TheModel0001 implements MigrationInterface {
  name = "TheModel1700000000001";

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [people, proofs, authorities, orders, issuing, requests, records, guards])
      await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error("The first migration is not undone: restore a backup instead.");
  }
}

const people = `
create table account (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  approval text not null check (approval in ('ONE_STEP', 'TWO_STEP', 'SKIP_FOR_APPROVERS')),
  key_policy text not null check (key_policy in ('REFUSE', 'SAME_SERVER', 'WARN')),
  locale text not null check (locale in ('EN', 'ZH_HANT')),
  created_at timestamptz not null
);
create table member (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references account (id),
  name text not null check (name <> ''),
  email text not null unique check (email = lower(email)),
  email_verified boolean not null,
  image text,
  role text not null check (role in ('ADMINISTRATOR', 'MANAGER', 'FINANCE_MANAGER', 'STANDARD_USER', 'LIMITED_USER')),
  locale text not null check (locale in ('EN', 'ZH_HANT')),
  disabled_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (account_id, id)
);
-- What better-auth keeps: its own column names, our table names.
create table auth_session (
  id uuid primary key default gen_random_uuid(), "expiresAt" timestamptz not null, token text not null unique,
  "createdAt" timestamptz not null, "updatedAt" timestamptz not null, "ipAddress" text, "userAgent" text,
  "userId" uuid not null references member (id) on delete cascade
);
create index on auth_session ("userId");
create table auth_credential (
  id uuid primary key default gen_random_uuid(), "accountId" text not null, "providerId" text not null,
  "userId" uuid not null references member (id) on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text,
  "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, scope text, password text,
  "createdAt" timestamptz not null, "updatedAt" timestamptz not null
);
create index on auth_credential ("userId");
create table auth_verification (
  id uuid primary key default gen_random_uuid(), identifier text not null, value text not null,
  "expiresAt" timestamptz not null, "createdAt" timestamptz not null, "updatedAt" timestamptz not null
);
create index on auth_verification (identifier);
create table auth_api_key (
  id uuid primary key default gen_random_uuid(), "configId" text not null, name text, start text, "referenceId" text not null,
  prefix text, key text not null unique, "refillInterval" integer, "refillAmount" integer, "lastRefillAt" timestamptz,
  enabled boolean, "rateLimitEnabled" boolean, "rateLimitTimeWindow" integer, "rateLimitMax" integer, "requestCount" integer,
  remaining integer, "lastRequest" timestamptz, "expiresAt" timestamptz, "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null, permissions text, metadata text
);
create index on auth_api_key ("referenceId");
create table auth_rate_limit (
  id uuid primary key default gen_random_uuid(), key text not null unique, count integer not null, "lastRequest" bigint not null
);
`;

const proofs = `
create table organization (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references account (id),
  legal_name text not null check (legal_name <> ''),
  street_address text, locality text, state_or_province text, postal_code text,
  country text not null check (country ~ '^[A-Z]{2}$'),
  registration_number text, business_category text, jurisdiction_country text check (jurisdiction_country ~ '^[A-Z]{2}$'),
  details_changed_at timestamptz not null,
  unique (account_id, id)
);
create table organization_proof (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  organization_id uuid not null,
  kind text not null check (kind in ('OV', 'EV')),
  obtained_at timestamptz not null,
  collected_by text not null,
  checked_by text,
  evidence jsonb not null,
  voided_at timestamptz,
  foreign key (account_id, organization_id) references organization (account_id, id),
  -- EVG 5.2.4: nobody both collects and checks
  check (kind <> 'EV' or (checked_by is not null and collected_by <> checked_by))
);
create index on organization_proof (organization_id);
create table domain (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references account (id),
  name text not null check (name = lower(name) and name <> ''),
  unique (account_id, id),
  unique (account_id, name)
);
create table domain_proof (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  domain_id uuid not null,
  method text not null check (method in ('DNS_TXT', 'DNS_CNAME', 'HTTP_FILE', 'EMAIL_CONSTRUCTED', 'EMAIL_TXT_CONTACT')),
  scope text not null check (scope in ('EXACT', 'SUBDOMAINS')),
  obtained_at timestamptz not null,
  evidence jsonb not null,
  voided_at timestamptz,
  foreign key (account_id, domain_id) references domain (account_id, id),
  -- BR 3.2.2.4.18: a file proves the exact name only
  check (method <> 'HTTP_FILE' or scope = 'EXACT')
);
create index on domain_proof (domain_id);
`;

const authorities = `
create table issuing_ca (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9-]+$'),
  is_root boolean not null,
  key_name text not null,
  key_type text not null check (key_type in ('RSA', 'EC')),
  signature_hashes text[] not null,
  certificate_der bytea not null,
  root_der bytea not null,
  active_from timestamptz not null,
  retired_at timestamptz
);
create table crl (
  issuing_ca_id uuid not null references issuing_ca (id),
  shard integer not null,
  number bigint not null,
  der bytea not null,
  this_update timestamptz not null,
  next_update timestamptz not null,
  primary key (issuing_ca_id, shard, number)
);
create table revocation (
  issuing_ca_id uuid not null references issuing_ca (id),
  serial bytea not null,
  at timestamptz not null,
  -- RFC 5280 5.3.1, those of BR 7.2.2; null is "unspecified", which has no extension
  reason text check (reason in ('KEY_COMPROMISE', 'AFFILIATION_CHANGED', 'SUPERSEDED', 'CESSATION_OF_OPERATION', 'PRIVILEGE_WITHDRAWN')),
  by text not null,
  primary key (issuing_ca_id, serial)
);
`;

const orders = `
create sequence order_number start 100001;
create table "order" (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references account (id),
  number bigint not null unique default nextval('order_number'),
  product text not null,
  state text not null check (state in ('NEEDS_APPROVAL', 'PENDING', 'PROCESSING', 'ISSUED', 'REISSUE_PENDING', 'REVOKED', 'REJECTED', 'CANCELED')),
  common_name text not null,
  created_at timestamptz not null,
  valid_to timestamptz not null,
  organization_id uuid,
  issuing_ca_id uuid not null references issuing_ca (id),
  default_platform text not null,
  placed_by uuid not null,
  unique (account_id, id),
  foreign key (account_id, organization_id) references organization (account_id, id),
  foreign key (account_id, placed_by) references member (account_id, id),
  check ((product like 'dv%') = (organization_id is null))
);
create index on "order" (account_id, number desc);
create index on "order" (account_id, valid_to, number);
create index on "order" (account_id, common_name, number);
create table order_contact (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  order_id uuid not null,
  kind text not null check (kind in ('CERTIFICATE', 'TECHNICAL')),
  name text not null,
  email text not null,
  foreign key (account_id, order_id) references "order" (account_id, id)
);
create index on order_contact (order_id);
create table order_name (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  order_id uuid not null,
  dns_name text not null check (dns_name = lower(dns_name)),
  position integer not null,
  domain_id uuid not null,
  unique (order_id, dns_name),
  foreign key (account_id, order_id) references "order" (account_id, id),
  foreign key (account_id, domain_id) references domain (account_id, id)
);
`;

const issuing = `
create table key (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references account (id),
  spki_sha256 text not null check (spki_sha256 ~ '^[0-9a-f]{64}$'),
  algorithm text not null,
  state text not null check (state in ('CLAIMED', 'CERTIFIED', 'RELEASED')),
  unique (account_id, id),
  unique (account_id, spki_sha256)
);
create table banned_key (
  spki_sha256 text primary key check (spki_sha256 ~ '^[0-9a-f]{64}$'),
  reason text not null,
  source text not null,
  at timestamptz not null
);
create table issuance (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  order_id uuid not null,
  key_id uuid not null,
  kind text not null check (kind in ('ORIGINAL', 'REISSUE', 'DUPLICATE')),
  plan jsonb not null,
  plan_sha256 text not null check (plan_sha256 ~ '^[0-9a-f]{64}$'),
  -- what the plan's subject was written from: a duplicate copies it from the primary certificate's
  subject_facts jsonb not null,
  issuing_ca_id uuid not null references issuing_ca (id),
  not_after timestamptz not null,
  server_platform text not null,
  server_name text,
  proofs_at_approval uuid[] not null,
  state text not null check (state in ('READY', 'ISSUED', 'FAILED')),
  failure jsonb,
  ready_at timestamptz not null,
  unique (account_id, id),
  foreign key (account_id, order_id) references "order" (account_id, id),
  foreign key (account_id, key_id) references key (account_id, id),
  check ((state = 'FAILED') = (failure is not null))
);
create index on issuance (order_id);
create index on issuance (ready_at) where state = 'READY';
create table signing_attempt (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  issuing_ca_id uuid not null references issuing_ca (id),
  serial bytea not null check (octet_length(serial) between 9 and 20),
  issuance_id uuid not null,
  not_before timestamptz not null,
  tbs bytea not null,
  tbs_sha256 text not null,
  lint jsonb not null,
  proofs uuid[] not null,
  reserved_at timestamptz not null,
  outcome text check (outcome in ('STORED', 'ABANDONED')),
  signature bytea,
  unique (issuing_ca_id, serial),
  foreign key (account_id, issuance_id) references issuance (account_id, id)
);
create index on signing_attempt (issuance_id);
create unique index signing_attempt_one_open on signing_attempt (issuance_id) where outcome is null;
create unique index signing_attempt_one_stored on signing_attempt (issuance_id) where outcome = 'STORED';
create table certificate (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  order_id uuid not null,
  issuance_id uuid unique,
  key_id uuid not null,
  issuing_ca_id uuid references issuing_ca (id),
  kind text not null check (kind in ('ORIGINAL', 'REISSUE', 'DUPLICATE', 'IMPORTED')),
  serial bytea not null,
  sha256 text not null,
  common_name text not null,
  dns_names text[] not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  signature_hash text not null check (signature_hash in ('SHA256', 'SHA384', 'SHA512')),
  is_primary boolean not null,
  revoke_by timestamptz,
  server_platform text not null,
  server_name text,
  unique (account_id, id),
  unique (issuing_ca_id, serial),
  unique (account_id, sha256),
  foreign key (account_id, order_id) references "order" (account_id, id),
  foreign key (account_id, issuance_id) references issuance (account_id, id),
  foreign key (account_id, key_id) references key (account_id, id),
  check ((kind = 'IMPORTED') = (issuance_id is null)),
  check ((kind = 'IMPORTED') = (issuing_ca_id is null))
);
create unique index certificate_one_primary on certificate (order_id) where is_primary;
create index on certificate (order_id, not_before, id);
create index on certificate (key_id);
create table certificate_der (
  certificate_id uuid primary key references certificate (id),
  der bytea not null,
  chain_pem text not null,
  root_pem text not null
);
`;

const requests = `
create table certificate_request (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  kind text not null check (kind in ('DUPLICATE', 'REISSUE')),
  order_id uuid not null,
  key_id uuid not null,
  csr text not null,
  common_name text not null,
  dns_names text[] not null check (cardinality(dns_names) > 0),
  valid_to timestamptz not null,
  valid_to_named boolean not null,
  signature_hash text not null check (signature_hash in ('SHA256', 'SHA384', 'SHA512')),
  server_platform text not null,
  server_name text,
  comments text,
  requested_by uuid not null,
  requested_at timestamptz not null,
  idempotency_key text,
  input_sha256 text not null,
  state text not null check (state in ('SUBMITTED', 'PENDING', 'APPROVED', 'REJECTED', 'CANCELED')),
  issuance_id uuid unique,
  unique (account_id, id),
  unique (requested_by, idempotency_key),
  foreign key (account_id, order_id) references "order" (account_id, id),
  foreign key (account_id, key_id) references key (account_id, id),
  foreign key (account_id, requested_by) references member (account_id, id),
  foreign key (account_id, issuance_id) references issuance (account_id, id),
  check (state <> 'APPROVED' or issuance_id is not null)
);
create unique index certificate_request_one_per_key on certificate_request (key_id) where state in ('SUBMITTED', 'PENDING', 'APPROVED');
create index on certificate_request (account_id, requested_at desc, id desc);
create index on certificate_request (order_id, requested_at desc, id desc);
create table request_decision (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  request_id uuid not null,
  step integer not null,
  outcome text not null check (outcome in ('APPROVED', 'REJECTED', 'CANCELED', 'RETRIED')),
  by uuid not null,
  at timestamptz not null,
  comments text,
  plan_sha256 text,
  foreign key (account_id, request_id) references certificate_request (account_id, id),
  foreign key (account_id, by) references member (account_id, id),
  unique (request_id, step)
);
-- the two approvals of two-step approval are two people's
create unique index request_decision_two_people on request_decision (request_id, by) where outcome = 'APPROVED';
`;

const records = `
create table mail (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references account (id),
  message_id text not null unique,
  kind text not null,
  recipient text not null,
  about_id uuid not null,
  sent_at timestamptz not null
);
create table audit_event (
  id bigint generated always as identity primary key,
  account_id uuid references account (id),
  at timestamptz not null,
  actor text not null,
  action text not null,
  object_type text not null,
  object_id text not null,
  outcome text not null check (outcome in ('DONE', 'REFUSED', 'FAILED')),
  detail jsonb not null
);
create index on audit_event (account_id, at);
create index on audit_event (object_id, at);
`;

const guards = `
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger append_only before update or delete on audit_event for each row execute function refuse_change();
create trigger append_only before update or delete on request_decision for each row execute function refuse_change();
create trigger append_only before update or delete on revocation for each row execute function refuse_change();
create trigger append_only before update or delete on certificate_der for each row execute function refuse_change();
create trigger no_truncate before truncate on audit_event execute function refuse_change();
create trigger no_truncate before truncate on request_decision execute function refuse_change();
create trigger no_truncate before truncate on revocation execute function refuse_change();
create trigger no_truncate before truncate on certificate_der execute function refuse_change();
create trigger no_truncate before truncate on signing_attempt execute function refuse_change();
create trigger no_truncate before truncate on domain_proof execute function refuse_change();
create trigger no_truncate before truncate on organization_proof execute function refuse_change();

-- What a certificate was issued on stays on record: a proof ends once, and is nothing else than it was.
create function keep_proof() returns trigger language plpgsql as $$
begin
  if old.voided_at is not null or new.voided_at is null
     or (to_jsonb(new) - 'voided_at') is distinct from (to_jsonb(old) - 'voided_at') then
    raise exception 'a proof is voided once and never changes otherwise' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_proof before update on domain_proof for each row execute function keep_proof();
create trigger keep_proof_row before delete on domain_proof for each row execute function refuse_change();
create trigger keep_proof before update on organization_proof for each row execute function keep_proof();
create trigger keep_proof_row before delete on organization_proof for each row execute function refuse_change();

create function keep_plan() returns trigger language plpgsql as $$
begin
  if (new.plan, new.plan_sha256, new.subject_facts, new.key_id, new.order_id, new.issuing_ca_id, new.not_after, new.kind)
     is distinct from (old.plan, old.plan_sha256, old.subject_facts, old.key_id, old.order_id, old.issuing_ca_id, old.not_after, old.kind)
     or (old.state = 'ISSUED' and new.state <> 'ISSUED') then
    raise exception 'what was approved never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_plan before update on issuance for each row execute function keep_plan();

create function keep_attempt() returns trigger language plpgsql as $$
begin
  if (new.issuing_ca_id, new.serial, new.issuance_id, new.not_before, new.tbs, new.tbs_sha256, new.proofs, new.lint)
     is distinct from (old.issuing_ca_id, old.serial, old.issuance_id, old.not_before, old.tbs, old.tbs_sha256, old.proofs, old.lint)
     or (old.outcome is not null and new.outcome is distinct from old.outcome)
     or (old.signature is not null and new.signature is distinct from old.signature) then
    raise exception 'what was recorded before signing never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_attempt before update on signing_attempt for each row execute function keep_attempt();
create trigger keep_attempt_row before delete on signing_attempt for each row execute function refuse_change();

create function keep_request() returns trigger language plpgsql as $$
begin
  if (new.kind, new.order_id, new.key_id, new.csr, new.common_name, new.dns_names, new.valid_to, new.valid_to_named, new.signature_hash,
      new.server_platform, new.server_name, new.comments, new.requested_by, new.requested_at, new.idempotency_key, new.input_sha256)
     is distinct from
     (old.kind, old.order_id, old.key_id, old.csr, old.common_name, old.dns_names, old.valid_to, old.valid_to_named, old.signature_hash,
      old.server_platform, old.server_name, old.comments, old.requested_by, old.requested_at, old.idempotency_key, old.input_sha256)
     or (old.state in ('REJECTED', 'CANCELED') and new.state <> old.state)
     or (old.state = 'PENDING' and new.state = 'SUBMITTED')
     or (old.state = 'APPROVED' and new.state not in ('APPROVED', 'CANCELED'))
     -- what led to a certificate leads to it for ever
     or ((new.state, new.issuance_id) is distinct from (old.state, old.issuance_id)
         and exists (select 1 from issuance i where i.id = old.issuance_id and i.state = 'ISSUED')) then
    raise exception 'a request itself never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_request before update on certificate_request for each row execute function keep_request();
create trigger keep_request_row before delete on certificate_request for each row execute function refuse_change();

-- Which one is primary changes with a reissue, where it is installed with its server; what was signed never does.
create function keep_certificate() returns trigger language plpgsql as $$
begin
  if (new.account_id, new.order_id, new.issuance_id, new.key_id, new.issuing_ca_id, new.kind, new.serial, new.sha256, new.common_name,
      new.dns_names, new.not_before, new.not_after, new.signature_hash)
     is distinct from
     (old.account_id, old.order_id, old.issuance_id, old.key_id, old.issuing_ca_id, old.kind, old.serial, old.sha256, old.common_name,
      old.dns_names, old.not_before, old.not_after, old.signature_hash) then
    raise exception 'an issued certificate never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_certificate before update on certificate for each row execute function keep_certificate();
create trigger keep_certificate_row before delete on certificate for each row execute function refuse_change();

create function keep_certified() returns trigger language plpgsql as $$
begin
  if (new.account_id, new.spki_sha256, new.algorithm) is distinct from (old.account_id, old.spki_sha256, old.algorithm) then
    raise exception 'a key in the ledger never changes' using errcode = 'integrity_constraint_violation';
  end if;
  if old.state = 'CERTIFIED' and new.state <> 'CERTIFIED' then
    raise exception 'a certified key stays certified' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_certified before update on key for each row execute function keep_certified();

-- Editing legal details cancels the organization's validation.
create function void_organization_proofs() returns trigger language plpgsql as $$
begin
  if (new.legal_name, new.street_address, new.locality, new.state_or_province, new.postal_code, new.country, new.registration_number,
      new.business_category, new.jurisdiction_country)
     is distinct from
     (old.legal_name, old.street_address, old.locality, old.state_or_province, old.postal_code, old.country, old.registration_number,
      old.business_category, old.jurisdiction_country) then
    if new.details_changed_at is not distinct from old.details_changed_at then
      raise exception 'a change of legal details says when it was made' using errcode = 'integrity_constraint_violation';
    end if;
    update organization_proof set voided_at = new.details_changed_at where organization_id = new.id and voided_at is null;
  end if;
  return new;
end $$;
create trigger void_organization_proofs after update on organization for each row execute function void_organization_proofs();
`;
