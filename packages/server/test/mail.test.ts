import { X509Certificate } from "node:crypto";
import { DownloadFormat } from "@duplicert/shared/download-formats";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import Fastify from "fastify";
import { unzipSync } from "fflate";
import { Member } from "../src/accounts/member.ts";
import { Certificate } from "../src/certificates/certificate.ts";
import { downloadRoutes } from "../src/certificates/download-route.ts";
import { mailIssued } from "../src/certificates/mail-issued.ts";
import { DomainProof } from "../src/domains/domain-proof.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { Mail } from "../src/mail/mail.ts";
import type { Message } from "../src/mail/message.ts";
import { OrderContact } from "../src/orders/order-contact.ts";
import { mailApprovers } from "../src/requests/mail-approvers.ts";
import { anOrder } from "./an-order.ts";
import { addAccount, addPerson, addresses, type House, newKey, openHouse } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => {
  house.mails.length = 0;
});

const requestDuplicate = /* GraphQL */ `
  mutation ($input: RequestDuplicateInput!) {
    requestDuplicate(input: $input) { __typename ... on Problem { message } ... on DuplicateRequest { id } }
  }`;
const decide = (verb: "approve" | "reject") => /* GraphQL */ `
  mutation ($input: ${verb === "approve" ? "ApproveRequestInput" : "RejectRequestInput"}!) {
    ${verb}Request(input: $input) { __typename ... on Problem { message } }
  }`;

async function request(asker: Viewer, orderNumber: number, more: object = {}): Promise<string> {
  const csr = makeCsr(newKey(), "www.example.com");
  const answer = await house.ask(asker, requestDuplicate, { input: { orderNumber, csr, ...more } });
  expect(answer.data.requestDuplicate).toHaveProperty("id");
  return answer.data.requestDuplicate.id;
}
async function approve(approver: Viewer, id: string): Promise<void> {
  const answer = await house.ask(approver, decide("approve"), { input: { id } });
  expect(answer.data.approveRequest.__typename).toBe("DuplicateRequest");
}
const recipients = () => house.mails.map((mail) => mail.to.address).sort();
const surroundings = () => ({ addresses, now: house.now });

test("two-step: each step is mailed to those who may take it, in their own language, and once", async () => {
  const account = await addAccount(house, "TWO_STEP");
  const administrator = await addPerson(house, account, "ADMINISTRATOR");
  const manager = await addPerson(house, account, "MANAGER");
  const asker = await addPerson(house, account, "MANAGER", "asker");
  const gone = await addPerson(house, account, "MANAGER", "gone");
  await addPerson(house, account, "STANDARD_USER");
  await addPerson(house, await addAccount(house, "ONE_STEP", "Other"), "ADMINISTRATOR", "stranger");
  await house.source.manager.update(Member, { id: gone.id }, { disabledAt: house.now });
  await house.source.manager.update(Member, { id: manager.id }, { locale: "ZH_HANT" });
  const order = await anOrder(house, account, asker);
  const id = await request(asker, order.number, { comments: "for web-3" });

  await house.runJobs();
  expect(recipients()).toEqual([administrator.email, manager.email].sort());
  const [english, chinese] = [administrator, manager].map((who) => house.mails.find((m) => m.to.address === who.email));
  expect(english).toMatchObject({
    subject: expect.stringMatching(/^Waits for approval/),
    text: expect.stringContaining("> for web-3"),
  });
  expect(english?.text).toContain(`${addresses.publicUrl}/requests/${id}`);
  expect(chinese?.subject).toMatch(/^等待核准/);

  const collect = { send: async (message: Message) => void house.mails.push(message) };
  await mailApprovers(house.source, collect, { requestId: id }, surroundings());
  expect(house.mails).toHaveLength(2);

  house.mails.length = 0;
  await approve(administrator, id);
  await house.runJobs();
  expect(recipients()).toEqual([manager.email]);
  expect(house.mails[0]?.text).toContain("第二個核准步驟");

  house.mails.length = 0;
  await approve(manager, id);
  await mailApprovers(house.source, collect, { requestId: id }, surroundings());
  expect(house.mails).toEqual([]);
});

test("the requester of an EV certificate is not asked to approve it; of an OV one they are", async () => {
  const account = await addAccount(house);
  const one = await addPerson(house, account, "ADMINISTRATOR", "one");
  const two = await addPerson(house, account, "MANAGER", "two");
  await request(one, (await anOrder(house, account, one, { product: "ev" })).number);
  await house.runJobs();
  expect(recipients()).toEqual([two.email]);

  house.mails.length = 0;
  await request(one, (await anOrder(house, account, one)).number);
  await house.runJobs();
  expect(recipients()).toEqual([one.email, two.email].sort());
  expect(house.mails.find((mail) => mail.to.address === one.email)?.text).toContain("You may decide on it yourself");
});

test("an address that nobody takes mail for keeps nobody else from theirs, and is tried again", async () => {
  const account = await addAccount(house);
  const one = await addPerson(house, account, "ADMINISTRATOR", "one");
  const two = await addPerson(house, account, "MANAGER", "two");
  const asker = await addPerson(house, account, "STANDARD_USER");
  const id = await request(asker, (await anOrder(house, account, asker)).number);
  await house.source.query("select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))");
  let bad = one.email;
  const sent: string[] = [];
  const post = {
    send: async ({ to }: Message) => {
      if (to.address === bad) throw new Error("550 no such mailbox");
      sent.push(to.address);
    },
  };
  const run = () => mailApprovers(house.source, post, { requestId: id }, surroundings());
  await expect(run()).rejects.toThrow("1 of 2 mails were not sent: 550 no such mailbox");
  expect(sent).toEqual([two.email]);
  await expect(run()).rejects.toThrow(/550/);
  bad = "";
  await run();
  expect(sent).toEqual([two.email, one.email]);
  expect(await house.source.manager.countBy(Mail, { aboutId: id })).toBe(2);
});

test("the issued duplicate goes to each certificate contact once, in the account's language, and downloads are the same file", async () => {
  const account = await addAccount(house);
  const manager = await addPerson(house, account, "MANAGER");
  const order = await anOrder(house, account, manager);
  const contact = { accountId: account.id, orderId: order.id, name: "Second" };
  await house.source.manager.insert(OrderContact, { ...contact, kind: "CERTIFICATE", email: "second@example.com" });
  await house.source.manager.insert(OrderContact, { ...contact, kind: "CERTIFICATE", email: "Second@example.com" });
  await house.source.manager.insert(OrderContact, { ...contact, kind: "TECHNICAL", email: "technical@example.com" });
  await house.source.query("update account set locale = 'ZH_HANT' where id = $1", [account.id]);
  await request(manager, order.number, { skipApproval: true, serverName: "web-3" });

  await house.runJobs();
  await house.runJobs();
  expect(house.mails).toHaveLength(2);
  expect(recipients().map((r) => r.toLowerCase())).toEqual(["second@example.com", "web@example.com"]);
  const certificate = await house.source.manager.findOneByOrFail(Certificate, { orderId: order.id, kind: "DUPLICATE" });
  const [mail] = house.mails;
  expect(mail?.subject).toContain("重複憑證");
  expect(mail?.text).toContain("組織：Example Widgets Ltd");
  expect(mail?.text).toContain(`${addresses.publicUrl}/certificates/${certificate.id}`);
  expect(mail?.attachments.map((a) => a.fileName)).toEqual(["www_example_com.pem"]);
  const leaf = new X509Certificate(mail!.attachments[0]!.content);
  expect(leaf.fingerprint256.replaceAll(":", "").toLowerCase()).toBe(certificate.sha256Fingerprint);

  const stranger = await addPerson(house, await addAccount(house, "ONE_STEP", "Other"), "ADMINISTRATOR");
  const limited = await addPerson(house, account, "LIMITED_USER");
  const app = Fastify();
  let viewer = manager;
  await app.register(downloadRoutes, { open: () => ({ viewer, source: house.source }) });
  const get = (path: string, id = certificate.id) => app.inject(`/certificates/${id}/download/${path}`);

  const own = await get("platform");
  expect(own.statusCode).toBe(200);
  expect(own.rawPayload).toEqual(mail?.attachments[0]?.content);
  expect(own.headers).toMatchObject({
    "content-type": "application/x-pem-file",
    "content-disposition": 'attachment; filename="www_example_com.pem"',
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  for (const format of Object.values(DownloadFormat)) expect((await get(format)).statusCode).toBe(200);
  expect(Object.keys(unzipSync((await get("platform/f5")).rawPayload))).toEqual([
    "www_example_com.crt",
    "Intermediate.crt",
  ]);
  expect((await get("platform/iis")).headers["content-type"]).toBe("application/x-pkcs7-certificates");
  const unknown = await get("jks");
  expect([unknown.statusCode, unknown.json().error.code]).toEqual([404, "FORMAT_UNKNOWN"]);
  expect((await get("platform/windows95")).json().error.code).toBe("PLATFORM_UNKNOWN");
  for (const id of ["nothing", crypto.randomUUID()])
    expect((await get("pem_all", id)).json().error.code).toBe("CERTIFICATE_NOT_FOUND");
  for (viewer of [stranger, limited]) expect((await get("pem_all")).statusCode).toBe(404);
  await app.close();

  house.mails.length = 0;
  const collect = { send: async (message: Message) => void house.mails.push(message) };
  const original = await house.source.manager.findOneByOrFail(Certificate, { orderId: order.id, kind: "ORIGINAL" });
  await mailIssued(house.source, collect, { certificateId: original.id }, surroundings());
  expect(house.mails).toHaveLength(2);
});

test("the requester is told that a request was rejected, and why, in their own language", async () => {
  const account = await addAccount(house);
  const manager = await addPerson(house, account, "MANAGER");
  const asker = await addPerson(house, account, "STANDARD_USER");
  await house.source.manager.update(Member, { id: asker.id }, { locale: "ZH_HANT" });
  const id = await request(asker, (await anOrder(house, account, asker)).number);
  const answer = await house.ask(manager, decide("reject"), { input: { id, reason: "That server is retired." } });
  expect(answer.data.rejectRequest.__typename).toBe("DuplicateRequest");
  await house.runJobs();
  expect(recipients()).toEqual([asker.email]);
  expect(house.mails[0]?.subject).toMatch(/^已拒絕/);
  expect(house.mails[0]?.text).toContain("原因：\n> That server is retired.");
});

test("the requester is told that it could not be issued, and where to settle what stands against it", async () => {
  const account = await addAccount(house);
  const manager = await addPerson(house, account, "MANAGER");
  const asker = await addPerson(house, account, "STANDARD_USER");
  const id = await request(asker, (await anOrder(house, account, asker)).number);
  await house.runJobs();
  await approve(manager, id);
  await house.source.manager.update(DomainProof, { accountId: account.id }, { voidedAt: house.now });
  house.mails.length = 0;
  await house.runJobs();
  await house.runJobs();
  expect(recipients()).toEqual([asker.email]);
  expect(house.mails[0]?.subject).toMatch(/^Not issued/);
  expect(house.mails[0]?.text).toMatch(
    /- Control of .*example\.com has not been validated\.\n.+\n {4}https:\/\/certificates\.duplicert\.test\/domains\//,
  );
});
