import type { MigrationInterface, QueryRunner } from "typeorm";

/** The CA's own people, the contacts of organizations, and the cases in which they verify one. */
export class Organizations0008 implements MigrationInterface {
  name = "Organizations1700000000008";

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [authority, organizations, verifications, evidence, guards]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error("A migration is not undone: restore a backup instead.");
  }
}

const authority = `
alter table account add column kind text not null default 'CUSTOMER' check (kind in ('CUSTOMER', 'AUTHORITY'));
create unique index account_one_authority on account (kind) where kind = 'AUTHORITY';
alter table account add unique (id, kind);

-- The members of the CA's account, and only they, are specialists.
alter table member drop constraint member_role_check;
alter table member add constraint member_role_check check (role in
  ('ADMINISTRATOR', 'MANAGER', 'FINANCE_MANAGER', 'STANDARD_USER', 'LIMITED_USER', 'VALIDATION_SPECIALIST'));
alter table member add column account_kind text not null
  generated always as (case when role = 'VALIDATION_SPECIALIST' then 'AUTHORITY' else 'CUSTOMER' end) stored;
alter table member add constraint member_account_kind foreign key (account_id, account_kind) references account (id, kind);

create function keep_account_kind() returns trigger language plpgsql as $$
begin
  if new.kind <> old.kind then
    raise exception 'an account stays of its kind' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_account_kind before update on account for each row execute function keep_account_kind();

-- Who verifies subscribers is none: orders, domains, organizations and keys are customers'; all else hangs on those.
create function customers_only() returns trigger language plpgsql as $$
begin
  if exists (select 1 from account a where a.id = new.account_id and a.kind <> 'CUSTOMER') then
    raise exception 'the certificate authority owns no row of %', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger customers_only before insert or update of account_id on organization for each row execute function customers_only();
create trigger customers_only before insert or update of account_id on domain for each row execute function customers_only();
create trigger customers_only before insert or update of account_id on "order" for each row execute function customers_only();
create trigger customers_only before insert or update of account_id on key for each row execute function customers_only();
`;

const organizations = `
-- null where it was added before this was kept
alter table organization add column phone text;
alter table organization add column added_by uuid;
alter table organization add column added_at timestamptz;
alter table organization add foreign key (account_id, added_by) references member (account_id, id);
create index on organization (account_id, legal_name, id);
`;

const verifications = `
create table organization_verification (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  organization_id uuid not null,
  kind text not null check (kind in ('OV', 'EV')),
  state text not null check (state in ('SUBMITTED', 'COLLECTED', 'VALIDATED', 'DECLINED', 'CANCELED')),
  -- the legal details as they were when it was submitted: what is verified
  details jsonb not null,
  submitted_by uuid not null,
  submitted_at timestamptz not null,
  collected_by uuid references member (id),
  collected_at timestamptz,
  -- who validated or declined; who of the account canceled
  decided_by uuid references member (id),
  decided_at timestamptz,
  -- why it was declined or canceled; what was noted when it was validated
  reason text,
  proof_id uuid unique references organization_proof (id),
  unique (account_id, id),
  foreign key (account_id, organization_id) references organization (account_id, id),
  foreign key (account_id, submitted_by) references member (account_id, id),
  check ((collected_by is null) = (collected_at is null)),
  check ((decided_by is null) = (decided_at is null)),
  check ((state in ('SUBMITTED', 'COLLECTED')) = (decided_at is null)),
  check (state <> 'SUBMITTED' or collected_at is null),
  check (state not in ('COLLECTED', 'VALIDATED') or collected_at is not null),
  check ((state = 'VALIDATED') = (proof_id is not null)),
  check (state <> 'DECLINED' or reason is not null),
  -- EVG 5.2.4: nobody both collects and decides
  constraint organization_verification_two_people check (kind <> 'EV' or state <> 'VALIDATED' or decided_by <> collected_by)
);
create unique index organization_verification_one_open on organization_verification (organization_id, kind)
  where state in ('SUBMITTED', 'COLLECTED');
create index on organization_verification (submitted_at, id);
create index organization_verification_open on organization_verification (submitted_at, id) where state in ('SUBMITTED', 'COLLECTED');
create index on organization_verification (account_id, submitted_at, id);
create index on organization_verification (organization_id, submitted_at desc);
create table organization_contact (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  organization_id uuid not null,
  name text not null check (name <> ''),
  email text not null check (email <> ''),
  phone text,
  title text,
  changed_at timestamptz not null,
  -- evidence may speak of it: it is taken off the list, and its row stays
  removed_at timestamptz,
  verified_at timestamptz,
  verified_by uuid references member (id),
  verification_id uuid,
  unique (account_id, id),
  foreign key (account_id, organization_id) references organization (account_id, id),
  foreign key (account_id, verification_id) references organization_verification (account_id, id),
  check ((verified_at is null) = (verified_by is null)),
  check ((verified_at is null) = (verification_id is null))
);
create index on organization_contact (organization_id);
`;

const evidence = `
create table verification_evidence (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  verification_id uuid not null,
  subjects text[] not null check (cardinality(subjects) > 0 and array_position(subjects, null) is null and subjects <@
    array['LEGAL_EXISTENCE', 'ADDRESS', 'OPERATIONAL_EXISTENCE', 'AUTHORITY', 'VERIFIED_CONTACT']),
  kind text not null check (kind in ('REGISTRY', 'DOCUMENT', 'PHONE_CALL', 'SITE_VISIT', 'ATTESTATION')),
  reference text not null check (reference <> ''),
  note text,
  contact_id uuid,
  by uuid not null references member (id),
  at timestamptz not null,
  document_name text,
  document_media_type text,
  document_size integer,
  document_sha256 text,
  document bytea,
  unique (account_id, id),
  foreign key (account_id, verification_id) references organization_verification (account_id, id),
  foreign key (account_id, contact_id) references organization_contact (account_id, id),
  check (num_nonnulls(document_name, document_media_type, document_size, document_sha256, document) in (0, 5)),
  check (octet_length(document) between 1 and 2097152),
  check (document_size = octet_length(document)),
  check (document_sha256 = encode(sha256(document), 'hex')),
  check (kind <> 'DOCUMENT' or document is not null),
  check (not ('VERIFIED_CONTACT' = any (subjects)) or contact_id is not null)
);
create index on verification_evidence (verification_id, at);
`;

const guards = `
create function is_specialist(who uuid) returns boolean language sql stable as $$
  select exists (select 1 from member m where m.id = who and m.role = 'VALIDATION_SPECIALIST')
$$;

create function keep_verification() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and ((new.id, new.account_id, new.organization_id, new.kind, new.details, new.submitted_by, new.submitted_at)
       is distinct from (old.id, old.account_id, old.organization_id, old.kind, old.details, old.submitted_by, old.submitted_at)
       or old.state in ('VALIDATED', 'DECLINED', 'CANCELED')) then
    raise exception 'a verification never changes but by its decision' using errcode = 'integrity_constraint_violation';
  end if;
  if (new.collected_by is not null and not is_specialist(new.collected_by))
     or (new.state in ('VALIDATED', 'DECLINED') and not is_specialist(new.decided_by)) then
    raise exception 'only validation specialists verify' using errcode = 'integrity_constraint_violation';
  end if;
  -- EVG 5.2.4, for every piece of it
  if new.kind = 'EV' and new.state = 'VALIDATED' and exists
     (select 1 from verification_evidence e where e.verification_id = new.id and e.by = new.decided_by) then
    raise exception 'who decides on extended validation has collected nothing of it' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_verification before insert or update on organization_verification for each row execute function keep_verification();
create trigger keep_verification_row before delete on organization_verification for each row execute function refuse_change();
create trigger no_truncate before truncate on organization_verification execute function refuse_change();

create function keep_evidence() returns trigger language plpgsql as $$
begin
  -- quoted: "by" is a word of PL/pgSQL
  if not is_specialist(new."by") then
    raise exception 'only validation specialists collect evidence' using errcode = 'integrity_constraint_violation';
  end if;
  if not exists (select 1 from organization_verification v where v.id = new.verification_id and v.state = 'SUBMITTED') then
    raise exception 'evidence is collected while its verification is open for it' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_evidence before insert on verification_evidence for each row execute function keep_evidence();
create trigger append_only before update or delete on verification_evidence for each row execute function refuse_change();
create trigger no_truncate before truncate on verification_evidence execute function refuse_change();

-- Another person, or another way to reach them, is not the one that was verified.
create function unverify_contact() returns trigger language plpgsql as $$
begin
  if (new.name, new.email, new.phone, new.title) is distinct from (old.name, old.email, old.phone, old.title) then
    if new.changed_at is not distinct from old.changed_at then
      raise exception 'a change of a contact says when it was made' using errcode = 'integrity_constraint_violation';
    end if;
    new.verified_at := null;
    new.verified_by := null;
    new.verification_id := null;
  end if;
  if new.verified_by is not null and not is_specialist(new.verified_by) then
    raise exception 'only validation specialists verify' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger unverify_contact before update on organization_contact for each row execute function unverify_contact();
create trigger keep_contact before delete on organization_contact for each row execute function refuse_change();
`;
