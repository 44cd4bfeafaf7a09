import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";
import type { Account } from "../src/accounts/account.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { buildSchema } from "../src/schema.ts";
import { anOrder } from "./an-order.ts";
import { addAccount, addPerson, type House, newKey, openHouse, storyTime } from "./house.ts";
import { addKey, type HttpHouse, openDoor } from "./http-house.ts";
import { makeCsr } from "./make-csr.ts";
import { addSpecialist, collect, doing, exampleDetails, verificationSeen } from "./organization-story.ts";

let house: House;
let door: HttpHouse;
let account: Account;
let administrator: Viewer;
let standard: Viewer;
let ruth: Viewer;
let hana: Viewer;

beforeAll(async () => {
  house = await openHouse();
  door = await openDoor(house);
  account = await addAccount(house);
  administrator = await addPerson(house, account, "ADMINISTRATOR", "ada");
  standard = await addPerson(house, account, "STANDARD_USER", "sam");
  ruth = await addSpecialist(house, "ruth");
  hana = await addSpecialist(house, "hana");
});
beforeEach(() => {
  house.now = storyTime;
});
afterAll(async () => {
  await door.close();
  await house.close();
});

const ofOv = ["LEGAL_EXISTENCE", "ADDRESS", "AUTHORITY"];
const ofEv = ["LEGAL_EXISTENCE", "ADDRESS", "OPERATIONAL_EXISTENCE", "AUTHORITY", "VERIFIED_CONTACT"];

async function submitted(kind: "OV" | "EV", legalName: string, by = administrator) {
  const organization = await doing(house, by, "addOrganization", { ...exampleDetails, legalName });
  const contact = await doing(house, by, "addOrganizationContact", {
    organizationId: organization.id,
    name: "Grace Chen",
    email: "grace@example.com",
    phone: "+886 2 5550 0101",
  });
  const verification = await doing(house, by, "submitOrganization", { organizationId: organization.id, kind });
  expect(verification).toMatchObject({ __typename: "OrganizationVerification", state: "SUBMITTED" });
  return { organizationId: organization.id as string, contactId: contact.id as string, id: verification.id as string };
}

async function collected(kind: "OV" | "EV", legalName: string, by = ruth) {
  const made = await submitted(kind, legalName);
  await collect(house, by, made.id, kind === "OV" ? ofOv : ofEv, made.contactId);
  expect(await doing(house, by, "completeCollection", { id: made.id })).toMatchObject({ state: "COLLECTED" });
  return made;
}

async function statusOf(id: string, kind: "OV" | "EV", viewer = administrator) {
  const { data } = await house.ask(
    viewer,
    "query ($id: ID!, $kind: OrganizationProofKind) { organization(id: $id) { validation(kind: $kind) { status validUntil } } }",
    { id, kind },
  );
  return data.organization?.validation ?? null;
}

async function mailed(): Promise<[to: string, subject: string][]> {
  house.mails.length = 0;
  await house.runJobs();
  return house.mails.map(({ to, subject }): [string, string] => [to.name, subject]).sort();
}

/** What jobs of that name are told that nobody has done yet. */
async function asked(job: string): Promise<object[]> {
  const rows = await house.source.query(
    "select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = $1",
    [job],
  );
  return rows.map(({ payload }: { payload: object }) => payload);
}

const audited = async (id: string) =>
  house.source.query("select action, actor, outcome from audit_event where object_id = $1 order by id", [id]);

test("one specialist takes an organization from submitted to a proof for OV, and everyone concerned is told", async () => {
  const made = await submitted("OV", "Lantern Ltd", standard);
  expect(await mailed()).toEqual([
    ["hana", "To verify: Lantern Ltd (OV)"],
    ["ruth", "To verify: Lantern Ltd (OV)"],
  ]);
  expect(await statusOf(made.organizationId, "OV")).toMatchObject({ status: "PENDING" });
  expect(await verificationSeen(house, ruth, made.id)).toMatchObject({
    missing: ofOv,
    accountName: "Example Widgets",
    submittedBy: { name: "sam" },
    details: { legalName: "Lantern Ltd" },
  });

  const early = await doing(house, ruth, "validateOrganization", { id: made.id });
  expect(early.reasons.map(({ code, subject }: { code: string; subject: string }) => [code, subject])).toEqual(
    ofOv.map((subject) => ["SUBJECT_OUTSTANDING", subject]),
  );
  await collect(house, ruth, made.id, ["LEGAL_EXISTENCE", "ADDRESS"]);
  expect(await doing(house, ruth, "completeCollection", { id: made.id })).toMatchObject({
    reasons: [{ code: "SUBJECT_OUTSTANDING", subject: "AUTHORITY", remedy: expect.stringContaining("BR 3.2.5") }],
  });
  expect(await collect(house, ruth, made.id, ["AUTHORITY"])).toMatchObject({ missing: [] });
  const validated = await doing(house, ruth, "validateOrganization", { id: made.id, comments: "Welcome." });
  expect(await asked("proofObtained")).toEqual([{ accountId: account.id }]);
  expect(validated).toMatchObject({
    state: "VALIDATED",
    decidedBy: { name: "ruth" },
    organization: { validation: { status: "VALIDATED", validUntil: "2027-12-22T10:00:00.000Z" } },
  });
  expect(await mailed()).toEqual([
    ["ada", "Validated: Lantern Ltd (OV)"],
    ["sam", "Validated: Lantern Ltd (OV)"],
  ]);
  expect(house.mails[0]?.text).toContain("> Welcome.");
  expect(await doing(house, hana, "validateOrganization", { id: made.id })).toMatchObject({
    __typename: "VerificationNotOpen",
  });
  const [proof] = await house.source.query("select * from organization_proof where organization_id = $1", [
    made.organizationId,
  ]);
  expect(proof).toMatchObject({ kind: "OV", collected_by: ruth.id, checked_by: ruth.id });
  const references: string[] = proof.evidence.seen.map(({ reference }: { reference: string }) => reference);
  expect(references.sort()).toEqual(["seen: ADDRESS", "seen: AUTHORITY", "seen: LEGAL_EXISTENCE"]);
  expect(await audited(made.id)).toMatchObject([
    { action: "verification.submit", actor: standard.id, outcome: "DONE" },
    { action: "verification.validate", actor: ruth.id, outcome: "REFUSED" },
    { action: "verification.evidence" },
    { action: "verification.evidence" },
    { action: "verification.collect", outcome: "REFUSED" },
    { action: "verification.evidence" },
    { action: "verification.validate", outcome: "DONE" },
    { action: "verification.validate", actor: hana.id, outcome: "REFUSED" },
  ]);
});

test("extended validation takes two specialists, in the API and in the database, and verifies the contact", async () => {
  const made = await collected("EV", "Observatory Ltd");
  house.mails.length = 0;
  await house.runJobs();
  const waiting = house.mails.filter(({ subject }) => subject.startsWith("To decide"));
  expect(waiting.map(({ to }) => to.name)).toEqual(["hana"]);
  expect(waiting[0]?.text).toContain("EVG 5.2.4");

  expect(await doing(house, ruth, "validateOrganization", { id: made.id })).toMatchObject({
    __typename: "SecondPersonRequired",
    message: expect.stringContaining("EVG 5.2.4"),
  });
  expect(await verificationSeen(house, ruth, made.id)).toMatchObject({ secondPersonRequired: true });
  // whoever adds one piece has a hand in it too, and the collection is to be completed again
  const piece = { verificationId: made.id, subjects: ["ADDRESS"], kind: "SITE_VISIT", reference: "went there" };
  expect(await doing(house, hana, "addVerificationEvidence", piece)).toMatchObject({
    state: "SUBMITTED",
    collectedBy: null,
  });
  expect(await doing(house, hana, "validateOrganization", { id: made.id })).toMatchObject({
    __typename: "SecondPersonRequired",
  });
  expect(await doing(house, ruth, "completeCollection", { id: made.id })).toMatchObject({ state: "COLLECTED" });
  const proofOf = (collector: string, checker: string) =>
    house.source.query(
      `insert into organization_proof (account_id, organization_id, kind, obtained_at, collected_by, checked_by, evidence)
       values ($1, $2, 'EV', $3, $4, $5, '{}') returning id`,
      [account.id, made.organizationId, house.now, collector, checker],
    );
  await expect(proofOf(ruth.id, ruth.id)).rejects.toThrow("check constraint");
  for (const [who, words] of [
    [ruth, "collected nothing"],
    [hana, "collected nothing"],
    [administrator, "only validation specialists"],
  ] as const)
    await expect(
      house.source.query(
        "update organization_verification set state = 'VALIDATED', decided_by = $2, decided_at = $3, proof_id = gen_random_uuid() where id = $1",
        [made.id, who.id, house.now],
      ),
    ).rejects.toThrow(words);

  const piotr = await addSpecialist(house, "piotr");
  expect(await doing(house, piotr, "validateOrganization", { id: made.id })).toMatchObject({
    state: "VALIDATED",
    collectedBy: { id: ruth.id },
    decidedBy: { id: piotr.id },
    organization: { contacts: [{ name: "Grace Chen", verifiedAt: storyTime.toISOString() }] },
  });
  expect(await statusOf(made.organizationId, "EV")).toMatchObject({ status: "VALIDATED" });

  // another number is not the one that was reached
  house.now = new Date(storyTime.getTime() + 60_000);
  expect(
    await doing(house, standard, "changeOrganizationContact", { id: made.contactId, phone: "+886 2 5550 0199" }),
  ).toMatchObject({ verifiedAt: null });
});

test("EV is not decided before the collection is complete, and a changed contact is no longer verified evidence", async () => {
  const made = await submitted("EV", "Quay Ltd");
  await collect(house, ruth, made.id, ofEv, made.contactId);
  expect(await doing(house, hana, "validateOrganization", { id: made.id })).toMatchObject({
    reasons: [{ code: "COLLECTION_NOT_COMPLETE" }],
  });
  house.now = new Date(storyTime.getTime() + 60_000);
  await doing(house, administrator, "changeOrganizationContact", { id: made.contactId, name: "Somebody Else" });
  expect(await doing(house, ruth, "completeCollection", { id: made.id })).toMatchObject({
    reasons: [{ code: "SUBJECT_OUTSTANDING", subject: "VERIFIED_CONTACT" }],
  });
});

test("a changed legal name voids the proof and cancels what waits; a phone number does neither", async () => {
  const made = await collected("OV", "Bakery Ltd");
  await doing(house, ruth, "validateOrganization", { id: made.id });
  house.now = new Date(storyTime.getTime() + 60_000);
  const wish = { organizationId: made.organizationId, kind: "OV" };
  const again = await doing(house, administrator, "submitOrganization", wish);
  const twice = await doing(house, standard, "submitOrganization", wish);
  expect(twice.id).toBe(again.id);
  const change = { id: made.organizationId };
  expect(await doing(house, standard, "changeOrganization", { ...change, phone: "+886 2 5550 0142" })).toMatchObject({
    phone: "+886 2 5550 0142",
    verifications: [{ state: "SUBMITTED" }, { state: "VALIDATED" }],
  });
  expect(await doing(house, standard, "changeOrganization", { ...change, legalName: "Other Ltd" })).toMatchObject({
    __typename: "NotPermitted",
  });
  expect(await statusOf(made.organizationId, "OV")).toMatchObject({ status: "VALIDATED" });

  const changed = await doing(house, administrator, "changeOrganization", { ...change, legalName: "Bakeries Ltd" });
  expect(changed).toMatchObject({ detailsChangedAt: house.now.toISOString() });
  expect(await statusOf(made.organizationId, "OV")).toMatchObject({ status: "PENDING" });
  expect(await verificationSeen(house, ruth, again.id)).toMatchObject({
    state: "CANCELED",
    reason: "The legal details were changed.",
    details: { legalName: "Bakery Ltd" },
  });
  expect(await doing(house, ruth, "validateOrganization", { id: again.id })).toMatchObject({
    __typename: "VerificationNotOpen",
  });
});

test("a proof lapses by the clock, 397 days after it, and the lists say so", async () => {
  const made = await collected("OV", "Clockwork Ltd");
  await doing(house, ruth, "validateOrganization", { id: made.id });
  const listed = async (status: string) => {
    const { data } = await house.ask(
      administrator,
      "query ($filter: OrganizationFilter) { organizations(filter: $filter) { totalCount nodes { id validation { status } } } }",
      { filter: { text: "clockwork", status: [status] } },
    );
    return data.organizations.nodes.map((node: { id: string }) => node.id);
  };
  house.now = new Date(storyTime.getTime() + 397 * 86_400_000 - 1000);
  expect(await statusOf(made.organizationId, "OV")).toMatchObject({ status: "VALIDATED" });
  expect(await listed("VALIDATED")).toEqual([made.organizationId]);
  house.now = new Date(storyTime.getTime() + 397 * 86_400_000);
  expect(await statusOf(made.organizationId, "OV")).toMatchObject({ status: "EXPIRED" });
  expect([await listed("VALIDATED"), await listed("PENDING"), await listed("EXPIRED")]).toEqual([
    [],
    [],
    [made.organizationId],
  ]);
});

test("what is wrong with an organization is said field by field, and what EV needs before it is submitted", async () => {
  const wrong = {
    legalName: "x".repeat(65),
    country: "XX",
    businessCategory: "Club",
    phone: "12",
    registrationNumber: "№ 1",
  };
  const refused = await doing(house, administrator, "addOrganization", wrong);
  expect(refused.reasons.map(({ code, field }: { code: string; field: string }) => `${code} ${field}`)).toEqual([
    "FIELD_TOO_LONG legalName",
    "COUNTRY_UNKNOWN country",
    "BUSINESS_CATEGORY_UNKNOWN businessCategory",
    "CHARACTER_NOT_ALLOWED registrationNumber",
    "PHONE_MALFORMED phone",
  ]);
  const bare = await doing(house, standard, "addOrganization", { legalName: "Bare Ltd", country: "DE" });
  const missing = async (kind: string) =>
    (await doing(house, standard, "submitOrganization", { organizationId: bare.id, kind })).reasons.map(
      ({ field }: { field: string }) => field,
    );
  expect(await missing("OV")).toEqual(["streetAddress", "locality"]);
  expect(await missing("EV")).toEqual([
    "streetAddress",
    "registrationNumber",
    "businessCategory",
    "jurisdictionCountry",
    "locality",
    "contacts",
  ]);
});

test("a verification that is declined says why, and may be submitted again; one that is canceled too", async () => {
  const made = await submitted("OV", "Fjord Ltd", standard);
  const limited = await addPerson(house, account, "LIMITED_USER", "lin");
  expect(await doing(house, limited, "cancelVerification", { id: made.id })).toMatchObject({
    __typename: "NotPermitted",
  });
  expect(
    await doing(house, hana, "declineVerification", { id: made.id, reason: "Not in the register." }),
  ).toMatchObject({
    state: "DECLINED",
  });
  const told = (await mailed()).filter(([, subject]) => subject.startsWith("Declined"));
  expect(told).toEqual([
    ["ada", "Declined: OV validation of Fjord Ltd"],
    ["sam", "Declined: OV validation of Fjord Ltd"],
  ]);
  expect(house.mails.find(({ to }) => to.name === "sam")?.text).toContain("> Not in the register.");
  const again = await doing(house, limited, "submitOrganization", { organizationId: made.organizationId, kind: "OV" });
  expect(again.id).not.toBe(made.id);
  expect(await doing(house, limited, "cancelVerification", { id: again.id })).toMatchObject({ state: "CANCELED" });
});

test("documents are kept byte for byte, and only specialists read them", async () => {
  const made = await submitted("OV", "Archive Ltd");
  const bytes = Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(1000, 7)]);
  const piece = {
    verificationId: made.id,
    subjects: ["ADDRESS"],
    kind: "DOCUMENT",
    reference: "Utility bill of October",
    note: "second page",
  };
  const add = (document: object | undefined, further = {}) =>
    doing(house, ruth, "addVerificationEvidence", { ...piece, ...further, document });
  const file = (content: Buffer, mediaType = "application/pdf") => ({
    name: "C:\\scans\\Rechnung Ö.pdf",
    mediaType,
    base64: content.toString("base64"),
  });
  for (const [document, code] of [
    [undefined, "DOCUMENT_MISSING"],
    [file(Buffer.from("<svg onload=alert(1)>"), "image/svg+xml"), "DOCUMENT_TYPE_NOT_ALLOWED"],
    [file(Buffer.from("<html>")), "DOCUMENT_UNREADABLE"],
    [{ ...file(bytes), base64: "%%%" }, "DOCUMENT_UNREADABLE"],
    [file(Buffer.concat([bytes, Buffer.alloc(2 * 1024 * 1024)])), "DOCUMENT_TOO_LARGE"],
  ] as const)
    expect(await add(document)).toMatchObject({ reasons: [{ code }] });
  const most = { ...piece, document: file(Buffer.concat([bytes], 2 * 1024 * 1024)) };
  const sent = await door.graphql(
    "mutation ($input: AddVerificationEvidenceInput!) { addVerificationEvidence(input: $input) { ... on OrganizationVerification { evidence { document { size } } } } }",
    { "x-api-key": await addKey(door, ruth) },
    { input: most },
  );
  expect(sent.json.data.addVerificationEvidence.evidence).toEqual([{ document: { size: 2 * 1024 * 1024 } }]);
  expect(await add(file(bytes), { subjects: ["AUTHORITY"] })).toMatchObject({
    reasons: [{ code: "KIND_DOES_NOT_SHOW", subject: "AUTHORITY" }],
  });

  const sha256 = createHash("sha256").update(bytes).digest("hex");
  house.now = new Date(storyTime.getTime() + 1000);
  const [, kept] = (await add(file(bytes))).evidence;
  expect(kept).toMatchObject({ note: "second page", document: { name: "Rechnung Ö.pdf", size: bytes.length, sha256 } });
  const ofAccount = await verificationSeen(house, administrator, made.id);
  const told = { reference: "Utility bill of October", note: null, document: null };
  expect(ofAccount.evidence).toMatchObject([told, told]);

  const read = async (viewer: Viewer, url: string) =>
    door.fetch(url, { headers: { "x-api-key": await addKey(door, viewer) } });
  const answer = await read(hana, kept.document.url);
  expect(answer.status).toBe(200);
  expect(answer.body.equals(bytes)).toBe(true);
  expect(answer.headers).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": `attachment; filename="Rechnung _.pdf"; filename*=UTF-8''Rechnung%20%C3%96.pdf`,
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  expect((await read(administrator, kept.document.url)).status).toBe(404);
  expect((await door.fetch(kept.document.url)).status).toBe(401);
  for (const id of [made.id, "x"]) expect((await read(hana, `/verification-evidence/${id}`)).status).toBe(404);
  await expect(
    house.source.query("update verification_evidence set reference = 'other' where id = $1", [kept.id]),
  ).rejects.toThrow("never changed");
});

test("the account's own people verify nothing, and another account does not find it", async () => {
  const made = await collected("OV", "Orchard Ltd");
  const evidence = { verificationId: made.id, subjects: ["ADDRESS"], kind: "REGISTRY", reference: "mine" };
  const acts: [string, object][] = [
    ["addVerificationEvidence", evidence],
    ["completeCollection", { id: made.id }],
    ["validateOrganization", { id: made.id }],
    ["declineVerification", { id: made.id, reason: "no" }],
  ];
  const other = await addPerson(house, await addAccount(house, "ONE_STEP", "Others"), "ADMINISTRATOR", "eve");
  for (const [mutation, input] of acts)
    for (const viewer of [administrator, other])
      expect(await doing(house, viewer, mutation, input)).toMatchObject({ __typename: "NotPermitted" });
  await expect(
    house.source.query(
      `insert into verification_evidence (account_id, verification_id, subjects, kind, reference, by, at)
       values ($1, $2, '{ADDRESS}', 'REGISTRY', 'mine', $3, $4)`,
      [account.id, made.id, administrator.id, house.now],
    ),
  ).rejects.toThrow("only validation specialists");

  const { organizationId } = made;
  for (const [mutation, input, answer] of [
    ["changeOrganization", { id: organizationId, phone: "+49 30 5550100" }, "OrganizationNotFound"],
    ["submitOrganization", { organizationId, kind: "EV" }, "OrganizationNotFound"],
    ["addOrganizationContact", { organizationId, name: "Eve", email: "eve@example.com" }, "OrganizationNotFound"],
    ["changeOrganizationContact", { id: made.contactId, name: "Eve" }, "OrganizationContactNotFound"],
    ["removeOrganizationContact", { id: made.contactId }, "OrganizationContactNotFound"],
    ["cancelVerification", { id: made.id }, "VerificationNotFound"],
    ["cancelVerification", { id: "nothing" }, "VerificationNotFound"],
  ] as const)
    expect(await doing(house, other, mutation, input)).toMatchObject({ __typename: answer });
  const { data } = await house.ask(
    other,
    `query ($o: ID!, $v: ID!) { organization(id: $o) { id } verification(id: $v) { id }
      organizations { totalCount } verifications { totalCount } }`,
    { o: organizationId, v: made.id },
  );
  expect(data).toEqual({
    organization: null,
    verification: null,
    organizations: { totalCount: 0 },
    verifications: { totalCount: 0 },
  });
});

test("a specialist sees what was submitted, of every account, and no order, request, domain or certificate of anyone", async () => {
  const order = await anOrder(house, account, administrator);
  const unsubmitted = await doing(house, administrator, "addOrganization", {
    ...exampleDetails,
    legalName: "Private Ltd",
  });
  const { data: there } = await house.ask(
    administrator,
    `query ($n: Int!) { order(number: $n) { certificate { id } domains { domain { id } } organization { id } } }`,
    { n: order.number },
  );
  const { certificate, domains, organization } = there.order;
  const { data } = await house.ask(
    ruth,
    `query ($n: Int!, $c: ID!, $d: ID!, $o: ID!, $p: ID!) { viewer { role mayApprove account { name kind } }
      order(number: $n) { id } orders { totalCount } certificate(id: $c) { id } certificateRequests { totalCount }
      domain(id: $d) { id } domains { totalCount } organization(id: $o) { id } private: organization(id: $p) { id }
      verifications(first: 2, filter: { state: [VALIDATED] }) { totalCount pageInfo { hasNextPage endCursor }
        nodes { accountName organization { legalName validation { status } proofs { kind } } } } }`,
    { n: order.number, c: certificate.id, d: domains[0].domain.id, o: organization.id, p: unsubmitted.id },
  );
  expect(data).toMatchObject({
    viewer: {
      role: "VALIDATION_SPECIALIST",
      mayApprove: false,
      account: { name: "Certificate authority", kind: "AUTHORITY" },
    },
    order: null,
    orders: { totalCount: 0 },
    certificate: null,
    certificateRequests: { totalCount: 0 },
    domain: null,
    domains: { totalCount: 0 },
    organization: null,
    private: null,
    verifications: { pageInfo: { hasNextPage: true } },
  });
  for (const { accountName, organization: seen } of data.verifications.nodes) {
    expect(accountName).toBe("Example Widgets");
    expect(seen.proofs).toHaveLength(1);
  }
  const key = await addKey(door, ruth);
  const download = await door.fetch(`/certificates/${certificate.id}/download/PEM_FULL_CHAIN`, {
    headers: { "x-api-key": key },
  });
  expect(download.status).toBe(404);
});

/** A value for a field of an input: of the things of a customer, where it can be one. */
function valueFor(type: GraphQLInputType, field: string, known: Record<string, unknown>): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, field, known);
  if (isListType(type)) return [valueFor(type.ofType, field, known)];
  if (isInputObjectType(type)) return inputFor(type, known);
  if (field in known) return known[field];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  return { ID: known.id, Int: known.orderNumber, Boolean: true, DateTime: storyTime.toISOString() }[type.name] ?? "x";
}

const inputFor = (type: GraphQLInputObjectType, known: Record<string, unknown>): object =>
  Object.fromEntries(
    Object.values(type.getFields())
      .filter((field) => isNonNullType(field.type))
      .map((field) => [field.name, valueFor(field.type, field.name, known)]),
  );

test("no mutation there is does anything for a specialist but their own: each is tried on a customer's things", async () => {
  const order = await anOrder(house, account, administrator);
  const csr = makeCsr(newKey(), "www.example.com");
  const open = [
    ...["addVerificationEvidence", "completeCollection", "validateOrganization", "declineVerification"],
    // anybody's: one's own language, and a key that is out
    ...["setLocale", "reportCompromisedKey"],
  ];
  const mutations = Object.values((await buildSchema()).getMutationType()?.getFields() ?? {});
  const closed = mutations.filter(({ name }) => !open.includes(name));
  expect(closed.length + open.length).toBe(mutations.length);
  const answers: Record<string, string> = {};
  for (const { name, args } of closed) {
    const type = getNamedType(args[0]!.type) as GraphQLInputObjectType;
    const known = { csr, id: order.id, orderNumber: order.number, country: "DE", email: "ruth@example.com" };
    const { data, errors } = await house.ask(
      ruth,
      `mutation ($input: ${type.name}!) { answer: ${name}(input: $input) { __typename } }`,
      { input: inputFor(type, known) },
    );
    answers[name] = errors?.map(({ message }) => message).join() ?? data.answer.__typename;
  }
  expect(Object.entries(answers).filter(([, answer]) => !/^(NotPermitted|\w+NotFound)$/.test(answer))).toEqual([]);
});

test("a specialist does nothing that an account's people do, and the CA's account owns nothing", async () => {
  const made = await submitted("OV", "Doorstep Ltd");
  for (const [mutation, input] of [
    ["addOrganization", exampleDetails],
    ["changeOrganization", { id: made.organizationId, legalName: "Mine Ltd" }],
    ["addOrganizationContact", { organizationId: made.organizationId, name: "Ruth", email: "ruth@example.com" }],
    ["changeOrganizationContact", { id: made.contactId, name: "Ruth" }],
    ["removeOrganizationContact", { id: made.contactId }],
    ["submitOrganization", { organizationId: made.organizationId, kind: "EV" }],
    ["cancelVerification", { id: made.id }],
  ] as const)
    expect(await doing(house, ruth, mutation, input)).toMatchObject({ __typename: "NotPermitted" });

  const insert = (table: string, columns: string, values: string) =>
    house.source.query(`insert into ${table} (account_id, ${columns}) values ($1, ${values})`, [ruth.accountId]);
  await expect(insert("domain", "name", "'example.org'")).rejects.toThrow("owns no row of domain");
  await expect(
    insert("organization", "legal_name, country, details_changed_at", "'Mine Ltd', 'DE', now()"),
  ).rejects.toThrow("owns no row of organization");
  const roles = (id: string, role: string) =>
    house.source.query("update member set role = $2 where id = $1", [id, role]);
  await expect(roles(administrator.id, "VALIDATION_SPECIALIST")).rejects.toThrow("member_account_kind");
  await expect(roles(ruth.id, "ADMINISTRATOR")).rejects.toThrow("member_account_kind");
  await expect(
    house.source.query("update account set kind = 'AUTHORITY' where id = $1", [account.id]),
  ).rejects.toThrow();
  await expect(
    house.source.query(
      "insert into account (name, kind, approval, key_policy, locale, created_at) values ('Second', 'AUTHORITY', 'ONE_STEP', 'REFUSE', 'EN', now())",
    ),
  ).rejects.toThrow("account_one_authority");
});

test("who submits without end is not announced each time, and does not fill the queue of everybody", async () => {
  const greedy = await addAccount(house);
  const gus = await addPerson(house, greedy, "STANDARD_USER", "gus");
  await house.source.query(
    `with g as (insert into organization (account_id, legal_name, country, details_changed_at) select $1, 'Shell ' || n, 'TW', $3::timestamptz from generate_series(1, 199) n returning id)
     insert into organization_verification (account_id, organization_id, kind, state, details, submitted_by, submitted_at)
     select $1, id, 'OV', 'SUBMITTED', '{}', $2, $3::timestamptz from g`,
    [greedy.id, gus.id, storyTime],
  );
  await mailed();
  await submitted("OV", "Shell 200", gus);
  expect(await mailed()).toEqual([]);
  await expect(submitted("OV", "Shell 201", gus)).rejects.toThrow("200 verifications of your account wait already");
});
