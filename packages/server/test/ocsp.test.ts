import { spawnSync } from "node:child_process";
import { createHash, createPublicKey, randomBytes, verify } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Account } from "../src/accounts/account.ts";
import { inside, oidText, primitive, readOne, Tag, timeOf } from "../src/ca/der.ts";
import { certificatePem } from "../src/ca/pem.ts";
import { readCertificate, readSpki } from "../src/ca/read-certificate.ts";
import { IssuingCa } from "../src/certificates/issuing-ca.ts";
import { ocspEvery, signOcsp } from "../src/certificates/sign-ocsp.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { sweep } from "../src/work/sweep.ts";
import { anOrder } from "./an-order.ts";
import { ask } from "./duplicate-story.ts";
import { addAccount, addPerson, type House, openHouse, storyTime } from "./house.ts";
import { type HttpHouse, openDoor, type Response } from "./http-house.ts";
import { certId, ocspRequest } from "./ocsp-request.ts";
import { type Issued, issuedOn, revoking } from "./revocation-story.ts";

const day = 86_400_000;
const withOpenssl = spawnSync("openssl", ["version"]).status === 0 ? test : test.skip;
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
const caOf = ({ issuingCaId }: Pick<Issued, "issuingCaId">) =>
  house.source.manager.findOneByOrFail(IssuingCa, { id: issuingCaId });
const post = (slug: string, body: Buffer) =>
  door.fetch(`/pki/ocsp/${slug}`, { method: "POST", headers: { "content-type": "application/ocsp-request" }, body });
const revoke = ({ id }: Issued, reason = "KEY_COMPROMISE") =>
  revoking(house, manager, "revokeCertificate", { id, reason });

/** A duplicate, issued by the jobs as in life. */
async function issued(keyType: "RSA" | "EC" = "RSA"): Promise<Issued & { ca: IssuingCa }> {
  const order = await anOrder(house, account, manager, { keyType });
  await ask(house, manager, order, { skipApproval: true });
  await house.runJobs();
  const duplicate = (await issuedOn(house, order))[1]!;
  return { ...duplicate, ca: await caOf(duplicate) };
}

/** Asks as a client does, by POST. */
async function askOcsp(of: { serial: Buffer; ca: IssuingCa }, hash: "sha1" | "sha256" | "sha512" = "sha1") {
  return read(await post(of.ca.slug, ocspRequest([certId(of.ca.certificateDer, of.serial, hash)])));
}

const statuses = { 0: "successful", 1: "malformedRequest", 3: "tryLater", 6: "unauthorized" } as const;

/** What an answer says, read by a parser that is not the one which wrote it. */
function read({ status: code, headers, body }: Response) {
  expect([code, headers["content-type"]]).toEqual([200, "application/ocsp-response"]);
  const [status, bytes] = inside(readOne(body), Tag.SEQUENCE);
  const said = statuses[primitive(status, 0x0a)[0] as keyof typeof statuses];
  if (!bytes) return { said, headers, body };
  const [type, octets] = inside(inside(bytes, 0xa0)[0], Tag.SEQUENCE);
  expect(oidText(type)).toBe("1.3.6.1.5.5.7.48.1.1");
  const [data, algorithm, signature, ...certificates] = inside(
    readOne(primitive(octets, Tag.OCTET_STRING)),
    Tag.SEQUENCE,
  );
  const [responder, producedAt, responses, ...extensions] = inside(data, Tag.SEQUENCE);
  const [single, ...more] = inside(responses, Tag.SEQUENCE);
  const [id, certStatus, thisUpdate, nextUpdate, ...single2] = inside(single, Tag.SEQUENCE);
  expect([certificates, extensions, more, single2]).toEqual([[], [], [], []]);
  return {
    said,
    headers,
    body,
    data: data!.raw,
    algorithm: oidText(inside(algorithm, Tag.SEQUENCE)[0]),
    signature: primitive(signature, Tag.BIT_STRING).subarray(1),
    keyHash: primitive(inside(responder, 0xa2)[0], Tag.OCTET_STRING),
    producedAt: ocspTime(producedAt?.value),
    certId: id!.raw,
    tag: certStatus!.tag,
    revokedAt: certStatus!.tag === 0xa1 ? ocspTime(inside(certStatus, 0xa1)[0]?.value) : null,
    reason: certStatus!.tag === 0xa1 ? (inside(certStatus, 0xa1)[1]?.value.at(-1) ?? null) : null,
    thisUpdate: ocspTime(thisUpdate?.value),
    nextUpdate: ocspTime(inside(nextUpdate, 0xa0)[0]?.value),
  };
}

// RFC 6960 knows GeneralizedTime alone, which `timeOf` takes from 2050 on only
function ocspTime(value: Buffer | undefined): Date {
  const text = value?.toString("latin1") ?? "";
  expect(text).toMatch(/^\d{14}Z$/);
  return timeOf(readOne(Buffer.concat([Buffer.from([0x17, 13]), Buffer.from(text.slice(2))])));
}

const good = 0x80;
const revoked = 0xa1;

for (const [keyType, algorithm, digest] of [
  ["RSA", "1.2.840.113549.1.1.11", "sha256"],
  // BR 7.1.3.2.2: a P-384 key signs with SHA-384
  ["EC", "1.2.840.10045.4.3.3", "sha384"],
] as const) {
  test(`an issued certificate is good, a revoked one revoked, signed by the CA itself (${keyType})`, async () => {
    const one = await issued(keyType);
    const answer = await askOcsp(one);
    expect(answer).toMatchObject({ said: "successful", tag: good, algorithm });
    const { spki } = readCertificate(one.ca.certificateDer).facts;
    expect(answer.keyHash).toEqual(createHash("sha1").update(readSpki(spki).key).digest());
    const key = createPublicKey({ key: Buffer.from(spki, "hex"), format: "der", type: "spki" });
    expect(verify(digest, answer.data!, key, answer.signature!)).toBe(true);
    expect(answer.certId).toEqual(certId(one.ca.certificateDer, one.serial));
    // BR 4.9.10: 8 hours to 10 days
    const lives = answer.nextUpdate!.getTime() - answer.thisUpdate!.getTime();
    expect([answer.thisUpdate, lives > day / 3, lives < 10 * day]).toEqual([storyTime, true, true]);

    await revoke(one);
    await house.runJobs();
    expect(await askOcsp(one)).toMatchObject({ tag: revoked, revokedAt: storyTime, reason: 1 });
    const bySha256 = await askOcsp(one, "sha256");
    expect(bySha256).toMatchObject({ tag: revoked, reason: 1 });
    expect(bySha256.certId).toEqual(certId(one.ca.certificateDer, one.serial, "sha256"));
  });
}

test("a revocation without a reason has none in OCSP either", async () => {
  const one = await issued();
  await revoke(one, "UNSPECIFIED");
  await house.runJobs();
  expect(await askOcsp(one)).toMatchObject({ tag: revoked, reason: null });
});

test("the address is in the certificate", async () => {
  const { der, ca } = await issued();
  expect(der.toString("latin1")).toContain(`http://pki.duplicert.test/pki/ocsp/${ca.slug}`);
});

test("by GET, with its slashes escaped or not, as caches want it", async () => {
  const one = await issued();
  const base64 = ocspRequest([certId(one.ca.certificateDer, one.serial)]).toString("base64");
  for (const path of [encodeURIComponent(base64), base64]) {
    const answer = read(await door.fetch(`/pki/ocsp/${one.ca.slug}/${path}`));
    expect(answer).toMatchObject({ said: "successful", tag: good });
    const { headers } = answer;
    expect(headers["cache-control"]).toMatch(/^public, max-age=60, must-revalidate/);
    expect(headers["last-modified"]).toBe(answer.thisUpdate!.toUTCString());
    expect(headers.expires).toBe(answer.nextUpdate!.toUTCString());
    const again = await door.fetch(`/pki/ocsp/${one.ca.slug}/${path}`, {
      headers: { "if-none-match": headers.etag as string },
    });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  }
});

test("nothing is said of a serial that was never issued, of another CA's, or by an unknown CA", async () => {
  const { ca, serial } = await issued();
  const other = await house.source.manager.findOneByOrFail(IssuingCa, { slug: "tls-ecc-1" });
  const never = Buffer.concat([Buffer.from([0x41]), randomBytes(15)]);
  expect((await askOcsp({ ca, serial: never })).said).toBe("unauthorized");
  expect((await askOcsp({ ca: other, serial })).said).toBe("unauthorized");
  const about = ocspRequest([certId(ca.certificateDer, serial)]);
  expect(read(await post(other.slug, about)).said).toBe("unauthorized");
  expect(read(await post("nobody", about)).said).toBe("unauthorized");
  expect((await askOcsp({ ca, serial }, "sha512")).said).toBe("unauthorized");
  expect(await run("select 1 from ocsp_response where serial = $1", never)).toEqual([]);
  expect((await askOcsp({ ca, serial: never })).headers["cache-control"]).toBe("no-store");
});

test("a serial that was reserved and never stored is unknown, and once revoked revoked", async () => {
  const { ca, id } = await issued();
  const [attempt] = await run(
    `insert into signing_attempt (account_id, issuing_ca_id, serial, crl_shard, issuance_id, not_before, tbs, tbs_sha256, lint, proofs, reserved_at, outcome)
     select a.account_id, a.issuing_ca_id, $2, a.crl_shard, a.issuance_id, a.not_before, a.tbs, a.tbs_sha256, a.lint, a.proofs, a.reserved_at, 'ABANDONED'
     from signing_attempt a join certificate c on c.issuance_id = a.issuance_id where c.id = $1 returning serial`,
    id,
    Buffer.concat([Buffer.from([0x42]), randomBytes(15)]),
  );
  expect((await askOcsp({ ca, serial: attempt.serial })).said).toBe("unauthorized");
  await revoking(house, manager, "revokeCertificate", { id, reason: "SUPERSEDED" });
  const waiting = askOcsp({ ca, serial: attempt.serial });
  await asked(attempt.serial);
  await house.runJobs();
  expect(await waiting).toMatchObject({ tag: revoked, reason: 4 });
});

test("what is no request is malformed, and so is one about several certificates; a nonce is not answered", async () => {
  const { ca, serial } = await issued();
  const id = certId(ca.certificateDer, serial);
  const request = ocspRequest([id]);
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from("hello"),
    request.subarray(0, -1),
    Buffer.concat([request, Buffer.from([0])]),
    ocspRequest([]),
    ocspRequest([id, id]),
    ocspRequest([id], randomBytes(2100)),
    Buffer.from(`30800${"0".repeat(99)}`, "hex"),
  ])
    expect([bytes.length, read(await post(ca.slug, bytes)).said]).toEqual([bytes.length, "malformedRequest"]);
  for (const path of ["", "%20", "not-base64", "AAAA", "A".repeat(3500)])
    expect(read(await door.fetch(`/pki/ocsp/${ca.slug}/${path}`)).said).toBe("malformedRequest");
  const huge = await post(ca.slug, Buffer.alloc(5000));
  expect(huge.status).toBe(413);
  const withNonce = read(await post(ca.slug, ocspRequest([id], randomBytes(16))));
  expect(withNonce).toMatchObject({ said: "successful", tag: good });
});

/** Waits until serve has asked for an answer about a serial to be signed. */
async function asked(serial: Buffer): Promise<void> {
  for (let tries = 200; tries > 0; tries -= 1) {
    const rows = await run("select 1 from graphile_worker.jobs where key like 'ocsp %' || $1", serial.toString("hex"));
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("nobody asked for an OCSP answer");
}

test("an answer that has lapsed is signed while the client waits; without a CA at work it is told to come back", async () => {
  const one = await issued();
  house.now = new Date(storyTime.getTime() + 30 * day);
  const waiting = askOcsp(one);
  await asked(one.serial);
  await house.runJobs();
  expect(await waiting).toMatchObject({ said: "successful", tag: good, thisUpdate: house.now });

  house.now = new Date(storyTime.getTime() + 60 * day);
  const { said, headers } = await askOcsp(one);
  expect([said, headers["cache-control"]]).toEqual(["tryLater", "no-store"]);
});

test("from the moment of a revocation nobody is told that the certificate is good, signed as that was", async () => {
  const one = await issued();
  expect(await askOcsp(one)).toMatchObject({ tag: good });
  const { issuer } = house;
  let gone = false;
  const slow = {
    ...issuer,
    signOcsp: async (...args: Parameters<typeof issuer.signOcsp>) => {
      const signed = await issuer.signOcsp(...args);
      if (!gone) await revoke(one);
      gone = true;
      return signed;
    },
  };
  const told = { issuingCaId: one.issuingCaId, serial: one.serial.toString("hex") };
  await signOcsp(house.source, slow, told, new Date(storyTime.getTime() + 1000));
  const [row] = await run("select this_update from ocsp_response where serial = $1", one.serial);
  expect(row.this_update).toEqual(storyTime);
  const waiting = askOcsp(one);
  await house.runJobs();
  expect(await waiting).toMatchObject({ tag: revoked });
});

test("what was called good by a clock that was ahead is called revoked all the same", async () => {
  const duplicate = await issued();
  const { issuingCaId, serial } = duplicate;
  const ahead = new Date(house.now.getTime() + 5 * 60_000);
  await signOcsp(house.source, house.issuer, { issuingCaId, serial: serial.toString("hex") }, ahead);
  expect(await askOcsp(duplicate)).toMatchObject({ tag: good, thisUpdate: ahead });
  await revoke(duplicate);
  await house.runJobs();
  expect(await askOcsp(duplicate)).toMatchObject({ said: "successful", tag: revoked });
});

test("what was asked for lately is made anew at half its life; what nobody asks for is not", async () => {
  const [wanted, unwanted] = [await issued(), await issued()];
  await askOcsp(wanted);
  house.now = new Date(storyTime.getTime() + ocspEvery + 1000);
  await sweep(house.source, house.now);
  await house.runJobs();
  const at = async ({ serial }: Issued) =>
    (await run("select this_update from ocsp_response where serial = $1", serial))[0].this_update;
  expect([await at(wanted), await at(unwanted)]).toEqual([house.now, storyTime]);

  // and what nobody asks for any more is not looked at again and again
  const late = new Date(house.now.getTime() + 8 * day);
  await sweep(house.source, late);
  const left = "select 1 from ocsp_response where asked_at is not null and serial = $1";
  expect(await run(left, wanted.serial)).toEqual([]);
});

test("about an expired certificate nothing is said", async () => {
  const one = await issued();
  house.now = new Date(storyTime.getTime() + 151 * day);
  expect((await askOcsp(one)).said).toBe("unauthorized");
});

withOpenssl("openssl, as a client, takes the answers for what they are", async () => {
  const one = await issued();
  const folder = mkdtempSync(join(tmpdir(), "duplicert-ocsp-"));
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const openssl = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync("openssl", ["ocsp", ...args], { encoding: "utf8" });
    return { status, text: stdout + stderr };
  };
  const root = file("root.pem", certificatePem(one.ca.rootDer));
  const ca = file("ca.pem", certificatePem(one.ca.certificateDer));
  const leaf = file("leaf.pem", certificatePem(one.der));
  const judge = async (hash: string) => {
    const request = join(folder, "request.der");
    openssl(`-${hash}`, "-issuer", ca, "-cert", leaf, "-reqout", request);
    const { body } = await door.fetch(`/pki/ocsp/${one.ca.slug}`, {
      method: "POST",
      headers: { "content-type": "application/ocsp-request" },
      body: readFileSync(request),
    });
    const response = file("response.der", body);
    const at = String(Math.floor(house.now.getTime() / 1000) + 60);
    return openssl(
      ...[`-${hash}`, "-issuer", ca, "-cert", leaf, "-respin", response, "-CAfile", root, "-verify_other", ca],
      ...["-attime", at, "-no_nonce", "-validity_period", "999999999"],
    ).text;
  };
  try {
    for (const hash of ["sha1", "sha256"]) {
      const text = await judge(hash);
      expect(text).toContain("Response verify OK");
      expect(text).toContain("leaf.pem: good");
    }
    await revoke(one, "SUPERSEDED");
    await house.runJobs();
    const text = await judge("sha1");
    expect(text).toContain("Response verify OK");
    expect(text).toContain("leaf.pem: revoked");
    expect(text).toContain("Reason: superseded");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
