import type { MigrationInterface, QueryRunner } from "typeorm";

/** Where the key of each CA lives; a root may have its key elsewhere, offline. */
export class KeyHomes0004 implements MigrationInterface {
  name = "KeyHomes1700000000004";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(homes);
  }

  async down(): Promise<void> {
    throw new Error("This migration is not undone: restore a backup instead.");
  }
}

const homes = `
alter table issuing_ca alter column key_name drop not null;
alter table issuing_ca add column key_home text default 'FILE' check (key_home in ('FILE', 'PKCS11'));
alter table issuing_ca add check ((key_name is null) = (key_home is null));
alter table issuing_ca add check (key_name is not null or is_root);
alter table issuing_ca add check (retired_at is null or not is_root);

create function keep_issuing_ca() returns trigger language plpgsql as $$
begin
  if (new.id, new.slug, new.is_root, new.key_type, new.certificate_der, new.root_der)
     is distinct from (old.id, old.slug, old.is_root, old.key_type, old.certificate_der, old.root_der) then
    raise exception 'the certificate of a CA never changes' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger keep_issuing_ca before update on issuing_ca for each row execute function keep_issuing_ca();
create trigger keep_issuing_ca_row before delete on issuing_ca for each row execute function refuse_change();
`;
