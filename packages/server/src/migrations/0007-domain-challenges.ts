import type { MigrationInterface, QueryRunner } from "typeorm";

/** What has to be shown to prove a domain, what was seen when it was looked for, and the mails that ask for approval. */
export class DomainChallenges0007 implements MigrationInterface {
  name = "DomainChallenges1700000000007";

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [domains, challenges, mails, guards]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error("A migration is not undone: restore a backup instead.");
  }
}

const domains = `
alter table domain add added_by uuid;
alter table domain add added_at timestamptz;
alter table domain add foreign key (account_id, added_by) references member (account_id, id);
alter table domain add check (added_by is null or added_at is not null);
alter table domain_proof add unique (account_id, id);
-- mails about a domain are counted whichever account asked
create index on domain (name);
`;

const challenges = `
create table domain_challenge (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  domain_id uuid not null,
  -- the request on a DV order that it serves alone; null: every OV and EV order
  request_id uuid,
  method text not null check (method in ('DNS_TXT', 'DNS_CNAME', 'HTTP_FILE', 'EMAIL_CONSTRUCTED', 'EMAIL_TXT_CONTACT')),
  -- BR 1.6.1, "Random Value": at least 112 bits; here 160 in base32. Mails have one each, of which only the hash is kept
  value text unique check (value ~ '^[a-z2-7]{32}$'),
  -- whom to ask; of a TXT contact, whom the record named
  recipients text[] not null,
  state text not null check (state in ('OPEN', 'PROVED', 'REPLACED', 'EXPIRED', 'CANCELED')),
  created_by uuid,
  created_at timestamptz not null,
  -- BR 3.2.2.4.7, .18: a random value is good for 30 days
  expires_at timestamptz not null check (expires_at > created_at and expires_at <= created_at + interval '30 days'),
  polls_until timestamptz not null,
  next_check_at timestamptz,
  last_checked_at timestamptz,
  checks integer not null check (checks >= 0),
  result jsonb,
  proof_id uuid unique,
  ended_at timestamptz,
  unique (account_id, id),
  foreign key (account_id, domain_id) references domain (account_id, id),
  foreign key (account_id, request_id) references certificate_request (account_id, id) deferrable initially deferred,
  foreign key (account_id, created_by) references member (account_id, id),
  foreign key (account_id, proof_id) references domain_proof (account_id, id),
  check ((value is null) = (method in ('EMAIL_CONSTRUCTED', 'EMAIL_TXT_CONTACT'))),
  check ((state = 'OPEN') = (ended_at is null)),
  check ((state = 'PROVED') = (proof_id is not null)),
  check (state = 'OPEN' or next_check_at is null)
);
create unique index domain_challenge_one_open on domain_challenge (domain_id) where state = 'OPEN' and request_id is null;
create unique index domain_challenge_one_open_of_request on domain_challenge (domain_id, request_id) where state = 'OPEN' and request_id is not null;
create index on domain_challenge (domain_id, created_at desc);
create index on domain_challenge (request_id) where request_id is not null;
create index on domain_challenge (next_check_at) where state = 'OPEN';
create index on domain_challenge (expires_at) where state = 'OPEN';
`;

const mails = `
create table challenge_mail (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null,
  challenge_id uuid not null,
  recipient text not null check (recipient like '%_@_%'),
  value_sha256 text not null unique check (value_sha256 ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null,
  sent_at timestamptz,
  decision text check (decision in ('APPROVED', 'DECLINED')),
  decided_at timestamptz,
  -- the address of who followed the link
  decided_from text,
  foreign key (account_id, challenge_id) references domain_challenge (account_id, id),
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_from is null))
);
create index on challenge_mail (challenge_id);
`;

const guards = `
create function keep_challenge() returns trigger language plpgsql as $$
begin
  if (new.id, new.account_id, new.domain_id, new.request_id, new.method, new.value, new.created_by, new.created_at, new.expires_at, new.polls_until)
     is distinct from
     (old.id, old.account_id, old.domain_id, old.request_id, old.method, old.value, old.created_by, old.created_at, old.expires_at, old.polls_until)
     or old.state <> 'OPEN' then
    raise exception 'what a challenge asks for never changes, and its end is final' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_challenge before update on domain_challenge for each row execute function keep_challenge();
create trigger keep_challenge_row before delete on domain_challenge for each row execute function refuse_change();
create trigger no_truncate before truncate on domain_challenge execute function refuse_change();

create function keep_challenge_mail() returns trigger language plpgsql as $$
begin
  if (new.id, new.account_id, new.challenge_id, new.recipient, new.value_sha256, new.made_at)
     is distinct from (old.id, old.account_id, old.challenge_id, old.recipient, old.value_sha256, old.made_at)
     or (old.sent_at is not null and new.sent_at is distinct from old.sent_at)
     or (old.decision is not null and (new.decision, new.decided_at, new.decided_from) is distinct from (old.decision, old.decided_at, old.decided_from)) then
    raise exception 'what was sent and decided never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_challenge_mail before update on challenge_mail for each row execute function keep_challenge_mail();
create trigger keep_challenge_mail_row before delete on challenge_mail for each row execute function refuse_change();
create trigger no_truncate before truncate on challenge_mail execute function refuse_change();
`;
