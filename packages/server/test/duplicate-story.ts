import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import { type House, newKey } from "./house.ts";
import { makeCsr } from "./make-csr.ts";

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's
type Result = any;
type Input = Record<string, unknown>;

const problem = "fragment problem on Problem { __typename message }";
const refused = "fragment refused on DuplicateRefused { reasons { code message remedy subject url } }";
const notOpen = "fragment notOpen on RequestNotOpen { status }";
const request = /* GraphQL */ `
  fragment request on DuplicateRequest {
    __typename id status csr commonName dnsNames validTo signatureHash serverPlatform { id } serverName comments failure mayDecide spkiSha256
    requestedBy { id } order { number }
    decisions { step outcome by { id } at comments }
    certificate { id kind status pem chainPem rootPem dnsNames validFrom validTo signatureHash serialNumber spkiSha256 }
  }`;

const documents = {
  requestDuplicate: `mutation ($input: RequestDuplicateInput!) {
    answer: requestDuplicate(input: $input) { ...problem ...request ...refused ... on CsrRejected { faults { code message remedy found } } }
  } ${problem} ${refused} ${request}`,
  approveRequest: `mutation ($input: ApproveRequestInput!) {
    answer: approveRequest(input: $input) { ...problem ...request ...refused ...notOpen }
  } ${problem} ${refused} ${notOpen} ${request}`,
  rejectRequest: `mutation ($input: RejectRequestInput!) { answer: rejectRequest(input: $input) { ...problem ...request ...notOpen } } ${problem} ${notOpen} ${request}`,
  cancelRequest: `mutation ($input: CancelRequestInput!) { answer: cancelRequest(input: $input) { ...problem ...request ...notOpen } } ${problem} ${notOpen} ${request}`,
  retryRequest: `mutation ($input: RetryRequestInput!) {
    answer: retryRequest(input: $input) { ...problem ...request ...refused ...notOpen }
  } ${problem} ${refused} ${notOpen} ${request}`,
};

/** Does one of the five things that can be done to a request; what was returned, the request or a Problem. */
export async function act(
  house: House,
  viewer: Viewer,
  mutation: keyof typeof documents,
  input: Input,
): Promise<Result> {
  const { data, errors } = await house.ask(viewer, documents[mutation], { input });
  if (errors) throw new Error(errors.map((error) => error.message).join(" "));
  return data.answer;
}

/** Asks for a duplicate with a key made on the spot, unless the input brings a CSR. */
export function ask(house: House, viewer: Viewer, order: Order, input: Input = {}): Promise<Result> {
  return act(house, viewer, "requestDuplicate", {
    orderNumber: order.number,
    csr: makeCsr(newKey(), order.commonName),
    ...input,
  });
}

/** A request as the API shows it now; null when the viewer may not see it. */
export async function look(house: House, viewer: Viewer, id: string): Promise<Result> {
  const { data } = await house.ask(
    viewer,
    `query ($id: ID!) { answer: certificateRequest(id: $id) { ...request } } ${request}`,
    { id },
  );
  return data.answer;
}

/** The codes of a refusal's reasons; of an inspection, those of its faults. */
export function codesOf(answer: { [list in "reasons" | "refusals" | "faults"]?: { code: string }[] }): string[] {
  return (answer.reasons ?? answer.faults ?? answer.refusals ?? []).map(({ code }) => code).sort();
}
