import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { anOrder } from "./an-order.ts";
import { ask, codesOf, look } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, newKey, openHouse } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const spkiOf = (key: KeyObject): Buffer => key.export({ format: "der", type: "spki" });

/** A P-256 key whose public half is written with its point compressed (SEC 1 2.3.3). */
function compressed(publicKey: KeyObject): KeyObject {
  const whole = spkiOf(publicKey);
  const head = Buffer.from("3039301306072a8648ce3d020106082a8648ce3d030107032200", "hex");
  const key = Buffer.concat([head, Buffer.of(2 + (whole.at(-1)! & 1)), whole.subarray(-64, -32)]);
  return createPublicKey({ key, format: "der", type: "spki" });
}

test("a key with its point compressed is certified uncompressed, and is the same key to the ledger", async () => {
  const account = await addAccount(house);
  const manager = await addPerson(house, account, "MANAGER");
  const order = await anOrder(house, account, manager);
  const { privateKey, publicKey } = newKey();
  const short = { privateKey, publicKey: compressed(publicKey) };
  expect(spkiOf(short.publicKey).length).toBe(59);

  const asked = await ask(house, manager, order, {
    csr: makeCsr(short, order.commonName),
    skipApproval: true,
  });
  expect(asked.__typename).toBe("DuplicateRequest");
  await house.runJobs();

  const { status, certificate } = await look(house, manager, asked.id);
  expect(status).toBe("ISSUED");
  const issued = new X509Certificate(certificate.pem);
  expect(spkiOf(issued.publicKey)).toEqual(spkiOf(publicKey));
  expect(issued.checkPrivateKey(privateKey)).toBe(true);
  for (const keys of [short, { privateKey, publicKey }]) {
    expect(codesOf(await ask(house, manager, order, { csr: makeCsr(keys, order.commonName) }))).toEqual([
      "KEY_ALREADY_USED",
    ]);
  }
});
