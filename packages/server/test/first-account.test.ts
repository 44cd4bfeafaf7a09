import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Role } from "@duplicert/shared/roles";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { addSpecialist } from "../src/accounts/add-specialist.ts";
import { type Auth, createAuth } from "../src/accounts/auth.ts";
import { firstAccount } from "../src/accounts/first-account.ts";
import { isDemoMade, makeDemo } from "../src/demo/make-demo.ts";
import { theProduct, transact } from "../src/foundation/transact.ts";
import { addresses, type House, openHouse } from "./house.ts";

let house: House;
let auth: Auth;
let close: () => Promise<void>;

beforeAll(async () => {
  house = await openHouse();
  const options = { databaseUrl: house.databaseUrl, secret: "s".repeat(20) + "ecret".repeat(4), trustedOrigins: [] };
  ({ auth, close } = createAuth({ ...options, publicUrl: addresses.publicUrl }));
});
afterAll(async () => {
  await close();
  await house.close();
});

const setUp = (email: string, role: Role = "ADMINISTRATOR", account = "Example") =>
  transact(house.source, theProduct, (tx) =>
    firstAccount(tx, auth, { account, email, role }, addresses.publicUrl, new Date()),
  );

test("the first administrator chooses a password by a link that is good once, and signs in with it", async () => {
  const made = await setUp("Ada@Example.com");
  if (!("link" in made)) throw new Error(made.refusal);
  const token = new URL(made.link).hash.slice(1);
  const newPassword = "correct horse battery staple";
  expect(await auth.api.resetPassword({ body: { token, newPassword } })).toEqual({ status: true });
  const { user } = await auth.api.signInEmail({ body: { email: "ada@example.com", password: newPassword } });
  expect(user).toMatchObject({ email: "ada@example.com", role: "ADMINISTRATOR" });
  await expect(auth.api.resetPassword({ body: { token, newPassword } })).rejects.toThrow();
});

test("an address that belongs to somebody gets no second account", async () => {
  const again = await setUp("ada@example.com");
  expect(again).toEqual({ refusal: expect.stringContaining("ada@example.com") });
  expect(await house.source.query("select 1 from account")).toHaveLength(1);
});

test("a second person is added to the account of that name, so that an EV request has somebody to approve it", async () => {
  const made = await setUp("grace@example.com", "MANAGER");
  expect(made).toEqual({ link: expect.stringMatching(/\/choose-password#/) });
  const people = await house.source.query("select role, account_id from member order by role");
  expect(people).toMatchObject([{ role: "ADMINISTRATOR" }, { role: "MANAGER", account_id: people[0].account_id }]);
  expect(await setUp("alan@example.com", "MANAGER", "Nobody")).toEqual({
    refusal: expect.stringContaining("no account named Nobody"),
  });
});

test("a database that is somebody's already gets no demo, and none is waited for", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "duplicert-no-demo-"));
  expect(await isDemoMade(house.source)).toBe(true);
  await makeDemo(house.source, auth, house.issuer, { addresses, dataFolder, now: house.now });
  expect(await house.source.query("select 1 from account")).toHaveLength(1);
  expect(await house.source.query("select 1 from audit_event where object_id = 'demo'")).toEqual([]);
  expect(await readdir(dataFolder)).toEqual([]);
  await rm(dataFolder, { recursive: true });
});

test("specialists are added to the CA's own account, and nobody of a customer's account becomes one", async () => {
  const add = (name: string, email: string) =>
    transact(house.source, theProduct, (tx) =>
      addSpecialist(tx, auth, { name, email }, addresses.publicUrl, new Date()),
    );
  const refused = await add("Ada", "ADA@example.com");
  expect(refused).toEqual({ refusal: expect.stringContaining("customer") });
  expect(await house.source.query("select 1 from account")).toHaveLength(1);

  const made = await Promise.all([add("Ruth", "Ruth@ca.example"), add("Hana", "hana@ca.example")]);
  for (const one of made) expect(one).toEqual({ link: expect.stringMatching(/\/choose-password#/) });
  expect(await add("Ruth", "ruth@ca.example")).toEqual({ refusal: expect.stringContaining("already") });
  const rows = await house.source.query(
    "select m.email, m.role, a.kind, a.name from member m join account a on a.id = m.account_id where a.kind = 'AUTHORITY' order by 1",
  );
  const ofTheCa = { role: "VALIDATION_SPECIALIST", kind: "AUTHORITY", name: "Certificate authority" };
  expect(rows).toEqual([
    { email: "hana@ca.example", ...ofTheCa },
    { email: "ruth@ca.example", ...ofTheCa },
  ]);
  const token = new URL((made[0] as { link: string }).link).hash.slice(1);
  const newPassword = "correct horse battery staple";
  expect(await auth.api.resetPassword({ body: { token, newPassword } })).toEqual({ status: true });
  const { user } = await auth.api.signInEmail({ body: { email: "ruth@ca.example", password: newPassword } });
  expect(user).toMatchObject({ role: "VALIDATION_SPECIALIST" });
});
