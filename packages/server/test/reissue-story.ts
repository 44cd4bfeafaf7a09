import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { sweep } from "../src/work/sweep.ts";
import { type House, newKey } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's
type Result = any;
type Input = Record<string, unknown>;

const request = /* GraphQL */ `
  fragment request on ReissueRequest {
    __typename id status commonName dnsNames validTo domainMethod revokesEarlier serverName failure mayDecide
    order { number status } requestedBy { id } decisions { outcome by { id } }
    waitsFor { code subject message remedy } organizationValidation { status }
    domains { name domain { name } validation { status } challenge { id method instruction { name value } } }
    certificate { id kind status isPrimary dnsNames validTo serialNumber pem spkiSha256 }
  }`;

const documents = {
  requestReissue: `mutation ($input: RequestReissueInput!) {
    answer: requestReissue(input: $input) { ...request ... on Problem { __typename message }
      ... on ReissueRefused { reasons { code message remedy subject url } } ... on CsrRejected { faults { code message } } } } ${request}`,
  approveRequest: `mutation ($input: ApproveRequestInput!) { answer: approveRequest(input: $input) {
    ...request ... on Problem { __typename message } ... on DuplicateRefused { reasons { code subject } } } } ${request}`,
  rejectRequest: `mutation ($input: RejectRequestInput!) { answer: rejectRequest(input: $input) { ...request ... on Problem { __typename message } } } ${request}`,
  cancelRequest: `mutation ($input: CancelRequestInput!) { answer: cancelRequest(input: $input) { ...request ... on Problem { __typename message } } } ${request}`,
  retryRequest: `mutation ($input: RetryRequestInput!) { answer: retryRequest(input: $input) { ...request ... on Problem { __typename message } } } ${request}`,
};

/** Does something to a request for a reissue; what was returned, the request or a Problem. */
export async function reissuing(
  house: House,
  viewer: Viewer,
  mutation: keyof typeof documents,
  input: Input,
): Promise<Result> {
  const { data, errors } = await house.ask(viewer, documents[mutation], { input });
  if (errors) throw new Error(errors.map((error) => error.message).join(" "));
  return data.answer;
}

/** Asks for a reissue with a key made on the spot, unless the input brings a CSR. */
export function askReissue(house: House, viewer: Viewer, order: Order, input: Input = {}): Promise<Result> {
  const csr = makeCsr(newKey(), order.commonName);
  return reissuing(house, viewer, "requestReissue", { orderNumber: order.number, csr, ...input });
}

/** A request for a reissue as the API shows it now. */
export async function lookAtReissue(house: House, viewer: Viewer, id: string): Promise<Result> {
  const query = `query ($id: ID!) { answer: certificateRequest(id: $id) { ...request } } ${request}`;
  const { data, errors } = await house.ask(viewer, query, { id });
  if (errors) throw new Error(errors.map((error) => error.message).join(" "));
  return data.answer;
}

/** An order with its certificates, the newest first. */
export async function lookAtOrder(house: House, viewer: Viewer, { number }: Order): Promise<Result> {
  const { data, errors } = await house.ask(
    viewer,
    `query ($number: Int!) { order(number: $number) {
      status commonName dnsNames certificate { id dnsNames kind } domains { name domain { name } validation { status } }
      certificates { nodes { id kind status isPrimary revocationDueAt supersededBy { id } revokedAt revocationReason serialNumber pem chainPem } }
      reissueEligibility { allowed maxValidTo signatureHashes refusals { code url } defaults { commonName dnsNames validTo signatureHash serverPlatform { id } } }
      duplicateEligibility { allowed refusals { code url } defaults { validTo } } } }`,
    { number },
  );
  if (errors) throw new Error(errors.map((error) => error.message).join(" "));
  return data.order;
}

/** What is due at that time by itself, and all that follows from it. */
export async function sweepAt(house: House, at: Date): Promise<void> {
  house.now = at;
  await sweep(house.source, at);
  await house.runJobs();
}
