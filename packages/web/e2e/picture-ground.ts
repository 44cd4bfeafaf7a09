import { generateKeyPairSync } from "node:crypto";
import { ask } from "./ask.ts";
import { makeCsr } from "./make-csr.ts";
import type { Product } from "./product.ts";
import { until } from "./until.ts";

/** The ids of things that pages show, as the API tells them to a script. */
export interface Shown {
  request: string;
  certificate: string;
  revoked: string;
  revocation: string;
  /** A private key of a certificate: whoever pastes it loses that. */
  lostKey: string;
  domain: string;
  organization: string;
  /** A domain whose proof has lapsed, and one that waits for a record. */
  lapsed: string;
  waiting: string;
  /** The verification that waits longest. */
  verification: string;
}

/** A key pair of its own for each that asks. */
export const newKeys = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
/** A CSR for one name, as PEM. */
export const newCsr = (name: string, keys = newKeys()) => makeCsr(keys, name, [name]);
/** The private key of a pair, as somebody would paste it by mistake. */
export const pemOf = ({ privateKey }: ReturnType<typeof newKeys>) =>
  privateKey.export({ format: "pem", type: "pkcs8" }).toString();

/** Requests duplicates of `ov`: issued ones, to be shown as certificates and revoked, and one that waits. */
export async function prepare(product: Product): Promise<Shown> {
  const number = product.orders.ov!;
  const request = async (serverName: string, skipApproval: boolean, keys = newKeys()) => {
    const csr = newCsr("www.harbour.example.com", keys);
    const { made } = await ask<{ made: { id: string } }>(
      product,
      `mutation($input: RequestDuplicateInput!) { made: requestDuplicate(input: $input) { ... on DuplicateRequest { id } } }`,
      { input: { orderNumber: number, csr, serverName, skipApproval } },
    );
    return made.id;
  };
  const issue = async (serverName: string, keys = newKeys()) =>
    await certificateOf(product, await request(serverName, true, keys));
  const lost = newKeys();
  const certificate = await issue("web-3 Bristol");
  const leaving = await issue("web-5 Leith");
  const revoked = await issue("web-6 Antwerp");
  await issue("web-7 Lisbon", lost);
  const waiting = await request("web-4 Rotterdam", false);
  await revoke(product, revoked, "SUPERSEDED", "", "administrator");
  const comments = "The server in Leith was switched off on Friday.";
  const { order } = await ask<{ order: { organization: { id: string }; domains: { domain: { id: string } }[] } }>(
    product,
    "query($number: Int!) { order(number: $number) { organization { id } domains { domain { id } } } }",
    { number },
  );
  return {
    request: waiting,
    certificate,
    revoked,
    revocation: await revoke(product, leaving, "CESSATION_OF_OPERATION", comments, "standard"),
    lostKey: pemOf(lost),
    domain: order.domains[0]!.domain.id,
    organization: order.organization.id,
    ...(await proofs(product)),
  };
}

/** What is lapsed and what waits in the demo, by order and by queue. */
async function proofs(product: Product): Promise<Pick<Shown, "lapsed" | "waiting" | "verification">> {
  const firstDomain = async (number: number) => {
    const { order } = await ask<{ order: { domains: { domain: { id: string } }[] } }>(
      product,
      "query($number: Int!) { order(number: $number) { domains { domain { id } } } }",
      { number },
    );
    return order.domains[0]!.domain.id;
  };
  const { verifications } = await ask<{ verifications: { nodes: { id: string }[] } }>(
    product,
    "{ verifications(first: 1, filter: { state: [SUBMITTED] }) { nodes { id } } }",
    {},
    "validationSpecialist",
  );
  return {
    lapsed: await firstDomain(product.orders.ovDomainExpired!),
    waiting: await firstDomain(product.orders.ovPending!),
    verification: verifications.nodes[0]!.id,
  };
}

async function certificateOf(product: Product, id: string): Promise<string> {
  return await until("certificate of the new request", async () => {
    const { certificateRequest } = await ask<{ certificateRequest: { certificate: { id: string } | null } }>(
      product,
      "query($id: ID!) { certificateRequest(id: $id) { certificate { id } } }",
      { id },
    );
    return certificateRequest.certificate?.id;
  });
}

async function revoke(
  product: Product,
  id: string,
  reason: string,
  comments: string,
  as: "administrator" | "standard",
): Promise<string> {
  const { made } = await ask<{ made: { id: string } }>(
    product,
    `mutation($input: RevokeCertificateInput!) { made: revokeCertificate(input: $input) { ... on RevocationRequest { id } } }`,
    { input: { id, reason, comments } },
    as,
  );
  return made.id;
}
