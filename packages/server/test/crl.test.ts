import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { publishCrl } from "../src/certificates/publish-crl.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { sweep } from "../src/work/sweep.ts";
import { anOrder } from "./an-order.ts";
import { addAccount, addPerson, type House, openHouse, storyTime } from "./house.ts";
import { type HttpHouse, openDoor } from "./http-house.ts";
import { crlAddressIn, type Issued, issuedOn, readCrl, revoking } from "./revocation-story.ts";

const hour = 3_600_000;
const day = 24 * hour;
const pkiUrl = "http://pki.duplicert.test";
let house: House;
let door: HttpHouse;
let account: Account;
let manager: Viewer;

beforeAll(async () => {
  house = await openHouse();
  door = await openDoor(house);
});
afterAll(async () => {
  await door.close();
  await house.close();
});
beforeEach(async () => {
  house.now = storyTime;
  account = await addAccount(house);
  manager = await addPerson(house, account, "MANAGER");
  await house.runJobs();
});

const run = (sql: string, ...values: unknown[]) => house.source.query(sql, values);
const after = (ms: number) => new Date(storyTime.getTime() + ms);
const originalOf = async (order: Order) => (await issuedOn(house, order))[0]!;
const revoke = ({ id }: Issued) => revoking(house, manager, "revokeCertificate", { id, reason: "SUPERSEDED" });
const publish = ({ issuingCaId, shard }: Issued) =>
  publishCrl(house.source, house.issuer, { issuingCaId, shard }, pkiUrl, house.now);
const crlsOf = ({ issuingCaId, shard }: Issued) =>
  run("select number, der from crl where issuing_ca_id = $1 and shard = $2 order by number", issuingCaId, shard);
const newestOf = async (issued: Issued) => readCrl((await crlsOf(issued)).at(-1).der);
const hexOf = ({ serial }: Issued) => serial.toString("hex");

test("CRL numbers rise, and of two that publish at once neither loses a revocation", async () => {
  const issued = await originalOf(await anOrder(house, account, manager));
  await publish(issued);
  const before = (await crlsOf(issued)).length;
  await revoke(issued);
  await Promise.all([publish(issued), publish(issued), publish(issued)]);
  const crls = await crlsOf(issued);
  expect(crls.map(({ number }: { number: string }) => Number(number))).toEqual(
    crls.map((_: unknown, at: number) => at + 1),
  );
  expect(crls.length).toBe(before + 3);
  for (const { der } of crls.slice(before)) expect(readCrl(der).serials).toContain(hexOf(issued));
});

test("a revocation that comes while another CRL is being signed is on the one after it", async () => {
  const issued = await originalOf(await anOrder(house, account, manager));
  const { issuer } = house;
  let meanwhile: Promise<void> | null = null;
  const slow = {
    ...issuer,
    signCrl: async (...args: Parameters<typeof issuer.signCrl>) => {
      meanwhile ??= revoke(issued).then(() => publish(issued));
      await meanwhile;
      return issuer.signCrl(...args);
    },
  };
  await publishCrl(house.source, slow, { issuingCaId: issued.issuingCaId, shard: issued.shard }, pkiUrl, house.now);
  expect((await newestOf(issued)).serials).toContain(hexOf(issued));
});

test("an expired certificate leaves the CRL only after it was on one made beyond its last second", async () => {
  const order = await anOrder(house, account, manager, { certificateEndsInDays: 10 });
  const issued = await originalOf(order);
  await revoke(issued);
  for (const [at, listed] of [
    [9 * day, true],
    // the first one after the last second
    [11 * day, true],
    [12 * day, false],
    [13 * day, false],
  ] as const) {
    house.now = after(at);
    await publish(issued);
    const { serials } = await newestOf(issued);
    expect([at / day, serials.includes(hexOf(issued))]).toEqual([at / day, listed]);
  }
});

test("every shard of every CA is made anew once a day, whoever revoked what, and long before it ends", async () => {
  house.now = after(40 * day);
  await sweep(house.source, house.now);
  await house.runJobs();
  house.now = after(41 * day + hour);
  await sweep(house.source, house.now);
  await house.runJobs();
  const rows = await run(
    `select ca.slug, crl.shard, max(crl.this_update) as made, max(crl.next_update) as ends from crl join issuing_ca ca on ca.id = crl.issuing_ca_id
     group by 1, 2 order by 1, 2`,
  );
  expect(rows.map((row: { slug: string; shard: number }) => `${row.slug} ${row.shard}`)).toEqual([
    "root 0",
    ...[0, 1, 2, 3].map((shard) => `tls-ecc-1 ${shard}`),
    ...[0, 1, 2, 3].map((shard) => `tls-rsa-1 ${shard}`),
  ]);
  for (const { slug, made, ends } of rows) {
    expect(made).toEqual(house.now);
    // BR 4.9.7: 10 days at most for subscribers' certificates
    if (slug !== "root") expect(ends.getTime() - made.getTime()).toBeLessThanOrEqual(10 * day);
    expect(ends.getTime() - made.getTime()).toBeGreaterThan(3 * day);
  }
  const jobs = await run("select count(*)::int as n from graphile_worker.jobs");
  await sweep(house.source, house.now);
  expect(await run("select count(*)::int as n from graphile_worker.jobs")).toEqual(jobs);
});

test("where a CA has fewer shards than it had, those that certificates point to are kept fresh", async () => {
  const [{ id }] = await run("select id from issuing_ca where slug = 'tls-ecc-1'");
  await run("update issuing_ca set crl_shards = 2 where id = $1", id);
  try {
    house.now = after(60 * day);
    await sweep(house.source, house.now);
    await house.runJobs();
    const rows = await run(
      "select shard from crl where issuing_ca_id = $1 and this_update = $2 order by 1",
      id,
      house.now,
    );
    expect(rows.map(({ shard }: { shard: number }) => shard)).toEqual([0, 1, 2, 3]);
  } finally {
    await run("update issuing_ca set crl_shards = 4 where id = $1", id);
  }
});

test("certificates are spread among the shards, each with the address of its own", async () => {
  const shards = new Set<number>();
  for (let i = 0; i < 8; i += 1) {
    const issued = await originalOf(
      await anOrder(house, account, manager, { keyType: "EC", names: [`h${i}.example.com`] }),
    );
    expect(new URL(crlAddressIn(issued.der)).pathname).toBe(`/pki/tls-ecc-1/${issued.shard}.crl`);
    shards.add(issued.shard);
  }
  expect(shards.size).toBeGreaterThan(1);
  expect([...shards].every((shard) => shard >= 0 && shard < 4)).toBe(true);
});

test("a CRL is sent as caches want it: a minute at most, and nothing to who has it", async () => {
  const issued = await originalOf(await anOrder(house, account, manager));
  await publish(issued);
  const path = new URL(crlAddressIn(issued.der)).pathname;
  const { status, headers, body } = await door.fetch(path);
  expect([status, headers["content-type"]]).toEqual([200, "application/pkix-crl"]);
  expect(headers["cache-control"]).toBe("public, max-age=60, must-revalidate, no-transform");
  expect(headers["last-modified"]).toBe(readCrl(body).thisUpdate.toUTCString());
  const etag = headers.etag as string;
  for (const known of [{ "if-none-match": etag }, { "if-none-match": `"other", W/${etag}` }]) {
    const again = await door.fetch(path, { headers: known });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
  }
  expect((await door.fetch(path, { headers: { "if-none-match": '"other"' } })).status).toBe(200);

  // a revocation within the second of the last CRL: its date is the same, and yet it is news
  await revoke(issued);
  await house.runJobs();
  const sameSecond = await door.fetch(path, { headers: { "if-modified-since": headers["last-modified"] } });
  expect([sameSecond.status, sameSecond.headers["last-modified"]]).toEqual([200, headers["last-modified"]]);
  expect(readCrl(sameSecond.body).serials).toContain(hexOf(issued));
  house.now = after(30_000);
  await house.runJobs();
  const newer = await door.fetch(path, { headers: { "if-none-match": etag } });
  expect([newer.status, readCrl(newer.body).serials.includes(hexOf(issued))]).toEqual([200, true]);

  house.now = new Date(readCrl(newer.body).nextUpdate.getTime() - 10_000);
  expect((await door.fetch(path)).headers["cache-control"]).toContain("max-age=10,");
});
