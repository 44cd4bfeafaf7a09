import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { DataSource } from "typeorm";
import { TheModel0001 } from "../src/migrations/0001-the-model.ts";
import { Keys0002 } from "../src/migrations/0002-keys.ts";
import { Revocation0003 } from "../src/migrations/0003-revocation.ts";
import { KeyHomes0004 } from "../src/migrations/0004-key-homes.ts";
import { Requests0005 } from "../src/migrations/0005-requests.ts";
import { Caa0006 } from "../src/migrations/0006-caa.ts";
import { DomainChallenges0007 } from "../src/migrations/0007-domain-challenges.ts";
import { Organizations0008 } from "../src/migrations/0008-organizations.ts";
import { WaitingOrders0009 } from "../src/migrations/0009-waiting-orders.ts";
import { Reissues0010 } from "../src/migrations/0010-reissues.ts";
import { Imports0011 } from "../src/migrations/0011-imports.ts";
import { Looks0012 } from "../src/migrations/0012-looks.ts";
import { databaseUrlOf, type Ground } from "./ground.ts";

const ground: Ground = JSON.parse(process.env.STORY_GROUND ?? "null");
const name = `story_${randomUUID().replaceAll("-", "")}`;
let maker: DataSource;
let source: DataSource;

beforeAll(async () => {
  maker = await new DataSource({ type: "postgres", url: ground.databaseUrl }).initialize();
  await maker.query(`create database ${name}`);
  source = await new DataSource({
    type: "postgres",
    url: databaseUrlOf(ground.databaseUrl, name),
    installExtensions: false,
    uuidExtension: "pgcrypto",
  }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await maker.query(`drop database ${name} with (force)`);
  await maker.destroy();
});

const before = `
insert into account (id, name, approval, key_policy, locale, created_at) values ('a0000000-0000-4000-8000-000000000001', 'x', 'ONE_STEP', 'REFUSE', 'EN', now());
insert into member (id, account_id, name, email, email_verified, role, locale, created_at, updated_at)
  values ('b0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001', 'x', 'x@example.com', true, 'MANAGER', 'EN', now(), now());
insert into issuing_ca (id, slug, is_root, key_name, key_type, signature_hashes, certificate_der, root_der, active_from)
  values ('c0000000-0000-4000-8000-000000000001', 'root', true, 'k', 'RSA', '{SHA256}', '', '', now()),
         ('c0000000-0000-4000-8000-000000000002', 'tls', false, 'k', 'RSA', '{SHA256}', '', '', now());
insert into "order" (id, account_id, product, state, common_name, created_at, valid_to, issuing_ca_id, default_platform, placed_by)
  select 'd0000000-0000-4000-8000-000000000001', m.account_id, 'dv', 'ISSUED', 'a.test', now(), '2027-06-01Z', 'c0000000-0000-4000-8000-000000000002', 'nginx', m.id from member m;
insert into organization (account_id, legal_name, country, details_changed_at) values ('a0000000-0000-4000-8000-000000000001', 'x', 'DE', now());
insert into organization_proof (account_id, organization_id, kind, obtained_at, collected_by, evidence) select account_id, id, 'OV', now(), 'x', '{}' from organization;
insert into domain (account_id, name) values ('a0000000-0000-4000-8000-000000000001', 'a.test');
insert into domain_proof (account_id, domain_id, method, scope, obtained_at, evidence) select account_id, id, 'DNS_TXT', 'SUBDOMAINS', now(), '{}' from domain;
insert into order_name (account_id, order_id, dns_name, position, domain_id) select d.account_id, o.id, d.name, 0, d.id from domain d, "order" o;
insert into key (id, account_id, spki_sha256, algorithm, state) values ('e0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000001', repeat('0', 64), 'x', 'CERTIFIED');
insert into banned_key (spki_sha256, reason, source, at) values (repeat('0', 64), 'x', 'operator', '2026-11-01Z');
insert into issuance (id, account_id, order_id, key_id, kind, plan, plan_sha256, subject_facts, issuing_ca_id, not_after, server_platform, proofs_at_approval, state, ready_at)
  select 'f0000000-0000-4000-8000-000000000001', o.account_id, o.id, 'e0000000-0000-4000-8000-000000000001', 'DUPLICATE', '{}', repeat('0', 64), '{}', o.issuing_ca_id, '2027-05-01Z', 'nginx', '{}', 'ISSUED', now() from "order" o;
insert into signing_attempt (account_id, issuing_ca_id, serial, issuance_id, not_before, tbs, tbs_sha256, lint, proofs, reserved_at, outcome)
  select account_id, issuing_ca_id, decode(repeat(n, 9), 'hex'), id, now(), '', '', '[]', '{}', now(), outcome from issuance, (values ('41', 'STORED'), ('42', 'ABANDONED')) v (n, outcome);
insert into certificate (id, account_id, order_id, issuance_id, key_id, issuing_ca_id, kind, serial, sha256, common_name, dns_names, not_before, not_after, signature_hash, is_primary, server_platform, server_name)
  select 'f1000000-0000-4000-8000-000000000001'::uuid, account_id, order_id, id, key_id, issuing_ca_id, kind, decode(repeat('41', 9), 'hex'), 'x', 'a.test', '{a.test}'::text[], now(), not_after, 'SHA256', true, 'nginx', 'Web-1' from issuance
  union all
  select 'f1000000-0000-4000-8000-000000000002'::uuid, account_id, order_id, null, key_id, null, 'IMPORTED', decode(repeat('43', 9), 'hex'), 'y', 'a.test', '{a.test}', now(), not_after, 'SHA256', false, 'nginx', ' web-1' from issuance;
insert into revocation (issuing_ca_id, serial, at, by) select issuing_ca_id, serial, now(), 'x' from signing_attempt;
insert into certificate_request (account_id, kind, order_id, key_id, csr, common_name, dns_names, valid_to, valid_to_named, signature_hash, server_platform, server_name, requested_by, requested_at, input_sha256, state, issuance_id)
  select i.account_id, 'DUPLICATE', i.order_id, i.key_id, 'x', 'a.test', '{a.test}', i.not_after, false, 'SHA256', 'nginx', 'web-1', o.placed_by, now(), '', 'APPROVED', i.id from issuance i, "order" o;
`;

const since = [
  ...[Keys0002, Revocation0003, KeyHomes0004, Requests0005, Caa0006, DomainChallenges0007],
  ...[Organizations0008, WaitingOrders0009, Reissues0010, Imports0011, Looks0012],
];

test("what was issued and revoked before stays as it was: its CRL is number 0, its key and its CA are where they were", async () => {
  const runner = source.createQueryRunner();
  await new TheModel0001().up(runner);
  await runner.query(before);
  for (const Migration of since) {
    await runner.query("begin");
    await new Migration().up(runner);
    await runner.query("commit");
  }
  await runner.release();

  expect(await source.query("select server_name, shared, compromised_at from key")).toEqual([
    { server_name: "web-1", shared: false, compromised_at: new Date("2026-11-01T00:00:00Z") },
  ]);
  expect(await source.query("select distinct key_home, key_name from issuing_ca")).toEqual([
    { key_home: "FILE", key_name: "k" },
  ]);

  expect(await source.query("select slug, crl_shards from issuing_ca order by slug")).toEqual([
    { slug: "root", crl_shards: 1 },
    { slug: "tls", crl_shards: 4 },
  ]);
  expect(await source.query("select kind, crl_shard from certificate order by kind")).toEqual([
    { kind: "DUPLICATE", crl_shard: 0 },
    { kind: "IMPORTED", crl_shard: null },
  ]);
  expect(await source.query("select distinct crl_shard from signing_attempt")).toEqual([{ crl_shard: 0 }]);
  const notAfter = new Date("2027-05-01T00:00:00Z");
  expect(await source.query("select crl_shard, not_after from revocation")).toEqual([
    { crl_shard: 0, not_after: notAfter },
    { crl_shard: 0, not_after: notAfter },
  ]);
  // what was proved before there were requests of their own counts as it did, and everybody is a customer's
  expect(await source.query("select request_id from domain_proof")).toEqual([{ request_id: null }]);
  expect(await source.query("select kind from account")).toEqual([{ kind: "CUSTOMER" }]);
  expect(await source.query('select imported, looked_at from "order"')).toEqual([{ imported: false, looked_at: null }]);

  await expect(source.query("update revocation set at = now()")).rejects.toThrow("never changed or deleted");
  await expect(source.query("update certificate_request set csr = 'y'")).rejects.toThrow("never changes");
});
