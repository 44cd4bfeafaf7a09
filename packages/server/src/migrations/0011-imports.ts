import type { MigrationInterface, QueryRunner } from "typeorm";

/** Orders imported with a certificate of another CA, and the record of who was reminded of which lapse. */
export class Imports0011 implements MigrationInterface {
  name = "Imports1700000000011";

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [imports, names, reminders, guards]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error("A migration is not undone: restore a backup instead.");
  }
}

const imports = `
alter table "order" add column imported boolean not null default false;
alter table "order" add constraint order_imported_product check (imported = (product like 'imported%'));
-- of an imported order null until an administrator allows the built-in CA for it
alter table "order" alter column issuing_ca_id drop not null;
alter table "order" add constraint order_has_issuer check (imported or issuing_ca_id is not null);
alter table "order" drop constraint order_check;
alter table "order" add constraint order_organization check (
  case when imported then organization_id is null or product <> 'imported_dv'
       else (product like 'dv%') = (organization_id is null) end);
alter table "order" add constraint order_issues_for_organization check (
  not imported or issuing_ca_id is null or product = 'imported_dv' or organization_id is not null);
-- null: the root of another CA, which nobody gave us
alter table certificate_der alter column root_pem drop not null;
`;

const names = `
-- the orders that name an organization
create index on "order" (organization_id, number desc) where organization_id is not null;
-- the names under a domain: "*.www.example.com" begins, read backwards, with "moc.elpmaxe."
create index on order_name (account_id, reverse(dns_name) text_pattern_ops);
`;

const reminders = `
-- the days on which it was looked what lapses in an account
create table lapse_look (
  account_id uuid not null references account (id),
  day date not null,
  looked_at timestamptz not null,
  primary key (account_id, day)
);
-- of which lapse an account is told on which day; each once
create table lapse_reminder (
  account_id uuid not null,
  day date not null,
  proof_id uuid not null,
  -- 30, 7 or 1 days before it, or 0: that it has happened
  days_before integer not null check (days_before in (30, 7, 1, 0)),
  lapses_at timestamptz not null,
  domain_id uuid,
  organization_id uuid,
  primary key (proof_id, days_before),
  foreign key (account_id, day) references lapse_look (account_id, day),
  foreign key (account_id, domain_id) references domain (account_id, id),
  foreign key (account_id, organization_id) references organization (account_id, id),
  check (num_nonnulls(domain_id, organization_id) = 1)
);
create index on lapse_reminder (account_id, day);
`;

const guards = `
create function keep_imported() returns trigger language plpgsql as $$
begin
  if (new.imported, new.product) is distinct from (old.imported, old.product) then
    raise exception 'whether an order was placed or imported never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_imported before update on "order" for each row execute function keep_imported();

create function imported_only() returns trigger language plpgsql as $$
begin
  if new.kind = 'IMPORTED' and not exists (select 1 from "order" o where o.id = new.order_id and o.imported) then
    raise exception 'a certificate of another CA is on an order of its own' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger imported_only before insert on certificate for each row execute function imported_only();

create function root_of_ours() returns trigger language plpgsql as $$
begin
  if new.root_pem is null and not exists (select 1 from certificate c where c.id = new.certificate_id and c.kind = 'IMPORTED') then
    raise exception 'the root of a certificate of ours is known' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger root_of_ours before insert on certificate_der for each row execute function root_of_ours();

create trigger append_only before update or delete on lapse_look for each row execute function refuse_change();
create trigger append_only before update or delete on lapse_reminder for each row execute function refuse_change();
create trigger no_truncate before truncate on lapse_look execute function refuse_change();
create trigger no_truncate before truncate on lapse_reminder execute function refuse_change();
`;
