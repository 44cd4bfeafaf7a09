import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Auth, createAuth } from "../src/accounts/auth.ts";
import { firstAccount } from "../src/accounts/first-account.ts";
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

const setUp = (email: string) =>
  transact(house.source, theProduct, (tx) =>
    firstAccount(tx, auth, { account: "Example", email }, addresses.publicUrl, new Date()),
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
