import { randomUUID } from "node:crypto";
import type { Account } from "../src/accounts/account.ts";
import { Domain } from "../src/domains/domain.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { enqueue } from "../src/foundation/queue.ts";
import { theProduct, transact } from "../src/foundation/transact.ts";
import { Organization } from "../src/organizations/organization.ts";
import { type House, newKey } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's
type Result = any;
type Input = Record<string, unknown>;

const challenge = "challenge { id method state domain { name } instruction { recordType name value } request { id } }";
const waiting = `domainMethod waitsFor { code message remedy subject url } organizationValidation { status }
  domains { name domain { name } validation { status } ${challenge} }`;
const request = /* GraphQL */ `
  fragment request on CertificateRequest {
    __typename id status failure mayDecide decisions { outcome contentSha256 }
    certificate { id kind status dnsNames commonName pem }
    ... on IssuingRequest { commonName dnsNames validTo content { sha256 validTo } spkiSha256 keyAlgorithm }
    ... on OrderRequest { ${waiting} } ... on ReissueRequest { ${waiting} }
  }`;
const order = /* GraphQL */ `
  fragment order on Order {
    __typename number status commonName dnsNames orderValidTo product { key nameRule } organization { legalName }
    contacts { kind name email } domains { name validation { status } ${challenge} }
    certificate { id kind dnsNames validTo pem } request { ...request }
  } ${request}`;
const problem = `... on Problem { message } ... on OrderRefused { reasons { code message remedy subject url } }
  ... on CsrRejected { faults { code message remedy } }`;

/** Places an order, with a key made on the spot unless the input brings a CSR; the order, or a Problem. */
export function place(house: House, viewer: Viewer, input: Input): Promise<Result> {
  const contacts = [{ kind: "CERTIFICATE", name: "Web team", email: "web@example.com" }];
  return act(
    house,
    viewer,
    `mutation ($input: PlaceOrderInput!) { answer: placeOrder(input: $input) { __typename ${problem} ...order } } ${order}`,
    { csr: makeCsr(newKey(), (input.dnsNames as string[])?.[0] ?? "shop.example.com"), contacts, ...input },
  );
}

/** The order as the API shows it now; null when the viewer may not see it. */
export async function lookAt(house: House, viewer: Viewer, number: number): Promise<Result> {
  const { data } = await house.ask(viewer, `query ($n: Int!) { answer: order(number: $n) { ...order } } ${order}`, {
    n: number,
  });
  return data.answer;
}

const results = {
  approveRequest: "ApproveRequestInput",
  rejectRequest: "RejectRequestInput",
  cancelRequest: "CancelRequestInput",
  retryRequest: "RetryRequestInput",
  changeOrderDomainMethod: "ChangeOrderDomainMethodInput",
};

/** Decides on a request; the request, or a Problem. */
export function deciding(house: House, viewer: Viewer, mutation: keyof typeof results, input: Input): Promise<Result> {
  const refused =
    mutation === "approveRequest" || mutation === "retryRequest"
      ? "... on DuplicateRefused { reasons { code message remedy } }"
      : mutation === "changeOrderDomainMethod"
        ? "... on DomainValidationRefused { reasons { code message remedy } }"
        : "";
  return act(
    house,
    viewer,
    `mutation ($input: ${results[mutation]}!) { answer: ${mutation}(input: $input) {
      __typename ... on Problem { message } ...request ${refused} } } ${request}`,
    input,
  );
}

async function act(house: House, viewer: Viewer, document: string, input: Input): Promise<Result> {
  const { data, errors } = await house.ask(viewer, document, { input });
  if (errors) throw new Error(errors.map(({ message }) => message).join(" "));
  return data.answer;
}

/** Publishes what a challenge asks for: a record, or a file. */
export function publish(house: House, { instruction }: { instruction: Result }): void {
  const { recordType, name, value } = instruction;
  if (recordType === "FILE") {
    house.dns.setRecords(new URL(name).hostname, "A", "127.0.0.1");
    house.web.setPage(name, value);
  } else house.dns.setRecords(name, recordType, value);
}

/** An organization of the account, with the proof of that kind. */
export async function anOrganization(
  house: House,
  account: Account,
  proved: "OV" | "EV" | null,
  legalName = "Example Widgets Ltd",
): Promise<Organization> {
  const organization = await transact(house.source, theProduct, (tx) =>
    tx.save(
      tx.create(Organization, {
        accountId: account.id,
        legalName,
        streetAddress: "1 Example Street",
        locality: "Taipei",
        stateOrProvince: "Taipei",
        postalCode: "100",
        country: "TW",
        registrationNumber: "12345678",
        businessCategory: "Private Organization",
        jurisdictionCountry: "TW",
        detailsChangedAt: house.now,
      }),
    ),
  );
  if (proved) await proveOrganization(house, organization, proved);
  return organization;
}

/** What a specialist's decision comes to: a proof, and whoever waits for one is told. */
export async function proveOrganization(house: House, { id, accountId }: Organization, kind: "OV" | "EV") {
  await transact(house.source, theProduct, async (tx) => {
    await tx.query(
      `insert into organization_proof (account_id, organization_id, kind, obtained_at, collected_by, checked_by, evidence)
       values ($1, $2, $3, $4, 'specialist one', 'specialist two', '{"registry": "12345678"}')`,
      [accountId, id, kind, house.now],
    );
    await enqueue(tx, "proofObtained", { accountId }, `proofs ${accountId}`);
  });
}

/** What a challenge that was met comes to: a domain of the account, with a proof for every order. */
export async function aProvedDomain(house: House, account: Account, name: string): Promise<void> {
  await transact(house.source, theProduct, async (tx) => {
    const there = await tx.findOneBy(Domain, { accountId: account.id, name });
    const domain = there ?? (await tx.save(tx.create(Domain, { accountId: account.id, name })));
    await tx.query(
      `insert into domain_proof (account_id, domain_id, method, scope, obtained_at, evidence)
       values ($1, $2, 'DNS_TXT', 'SUBDOMAINS', $3, $4)`,
      [account.id, domain.id, house.now, { record: `_duplicert.${name}`, value: randomUUID() }],
    );
    await enqueue(tx, "proofObtained", { accountId: account.id }, `proofs ${account.id}`);
  });
}
