import { inside, primitive, readOne, Tag, timeOf } from "../src/ca/der.ts";
import { ExtensionOid } from "../src/ca/extension.ts";
import { readCertificate, readExtension } from "../src/ca/read-certificate.ts";
import type { Viewer } from "../src/foundation/context.ts";
import type { Order } from "../src/orders/order.ts";
import type { House } from "./house.ts";

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's
type Result = any;

const request = /* GraphQL */ `
  fragment request on RevocationRequest {
    __typename id status reason wholeOrder comments mayDecide failure
    order { number status } requestedBy { id } certificate { id status revokedAt revocationReason }
    decisions { step outcome by { id } comments }
  }
  fragment refused on RevocationRefused { refusals { code message remedy subject url } }
  fragment notOpen on RequestNotOpen { status }
  fragment problem on Problem { __typename message }`;

const documents = {
  revokeCertificate: `mutation ($input: RevokeCertificateInput!) { answer: revokeCertificate(input: $input) { ...problem ...request ...refused } } ${request.replace(/fragment notOpen[^\n]*\n/, "")}`,
  revokeOrder: `mutation ($input: RevokeOrderInput!) { answer: revokeOrder(input: $input) { ...problem ...request ...refused } } ${request.replace(/fragment notOpen[^\n]*\n/, "")}`,
  approveRequest: `mutation ($input: ApproveRequestInput!) { answer: approveRequest(input: $input) { ...problem ...request ...refused ...notOpen } } ${request}`,
  rejectRequest: `mutation ($input: RejectRequestInput!) { answer: rejectRequest(input: $input) { ...problem ...request ...notOpen } } ${request.replace(/fragment refused[^\n]*\n/, "")}`,
  cancelRequest: `mutation ($input: CancelRequestInput!) { answer: cancelRequest(input: $input) { ...problem ...request ...notOpen } } ${request.replace(/fragment refused[^\n]*\n/, "")}`,
};

/** Asks for a revocation or decides on one; what was returned, the request or a Problem. */
export async function revoking(
  house: House,
  viewer: Viewer,
  mutation: keyof typeof documents,
  input: Record<string, unknown>,
): Promise<Result> {
  const { data, errors } = await house.ask(viewer, documents[mutation], { input });
  if (errors) throw new Error(errors.map((error) => error.message).join(" "));
  return data.answer;
}

/** A certificate's row and bytes, as much of it as these stories look at. */
export interface Issued {
  id: string;
  issuingCaId: string;
  shard: number;
  serial: Buffer;
  der: Buffer;
}

/** The certificates of an order, the oldest first. */
export function issuedOn(house: House, order: Order): Promise<Issued[]> {
  return house.source.query(
    `select c.id, c.issuing_ca_id as "issuingCaId", c.crl_shard as shard, c.serial, d.der from certificate c
     join certificate_der d on d.certificate_id = c.id where c.order_id = $1 order by c.not_before, c.id`,
    [order.id],
  );
}

/** The one address of a CRL that stands in a certificate. */
export function crlAddressIn(der: Buffer): string {
  const { extensions } = readCertificate(der).facts;
  const points = extensions.find(({ oid }) => oid === ExtensionOid.cRLDistributionPoints)!;
  return readExtension.distributionPoints(points.value)[0]![0]!;
}

/** What a CRL says, read by a parser that is not the one which wrote it. */
export function readCrl(der: Buffer): {
  serials: string[];
  thisUpdate: Date;
  nextUpdate: Date;
  distributionPoint: string;
} {
  const [tbs] = inside(readOne(der), Tag.SEQUENCE);
  const [, , , thisUpdate, nextUpdate, ...rest] = inside(tbs, Tag.SEQUENCE);
  const list = rest.find(({ tag }) => tag === Tag.SEQUENCE);
  const serials = list ? inside(list, Tag.SEQUENCE).map((entry) => inside(entry, Tag.SEQUENCE)[0]) : [];
  const text = der.toString("latin1");
  return {
    serials: serials.map((serial) => primitive(serial, Tag.INTEGER).toString("hex").replace(/^00/, "")),
    thisUpdate: timeOf(thisUpdate),
    nextUpdate: timeOf(nextUpdate),
    distributionPoint: /http:\/\/[\w./-]+\.crl/.exec(text)?.[0] ?? "",
  };
}
