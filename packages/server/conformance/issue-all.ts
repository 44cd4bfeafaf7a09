import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { longestValidTo, wholeSecond } from "@duplicert/shared/validity";
import { crlAddress } from "../src/ca/addresses.ts";
import type { CaWithKey } from "../src/ca/built-in-issuer.ts";
import { draftCertificate, newSerial } from "../src/ca/draft.ts";
import { lint } from "../src/ca/lint.ts";
import { notBeforeOf } from "../src/ca/not-before.ts";
import { planCertificate } from "../src/ca/plan.ts";
import { throwawayCa } from "../src/ca/throwaway-ca.ts";
import type { Bench, Item } from "./item.ts";
import { type Kind, kinds } from "./kinds.ts";
import { openShelf, type Shelf } from "./shelf.ts";
import { signAnswers, signCrls } from "./sign-status.ts";

/** As a public CA's; nothing answers there, and no tool asks. */
export const pkiUrl = "http://pki.example.com";

export type House = Awaited<ReturnType<typeof throwawayCa>>;

/** A subscriber's key pair; the tools that speak TLS need the private one. */
export interface SubjectKey {
  name: string;
  privateKey: KeyObject;
  spkiDer: Buffer;
}

/** A certificate as the product would issue it, on disk. */
export interface Issued {
  item: Item;
  ca: CaWithKey;
  serial: Buffer;
}

/** By which CA a kind of certificate is issued, for which key, with which hash. */
export type Way = [CaWithKey, Kind, SubjectKey, SignatureHash];

const generate = promisify(generateKeyPair);

/** One key of each type that is accepted. They serve several certificates here: no tool compares keys. */
export async function subjectKeys(): Promise<SubjectKey[]> {
  const rsa = [2048, 3072, 4096].map(async (bits) => {
    const pair = await generate("rsa", { modulusLength: bits, publicExponent: 65537 });
    return { name: `RSA-${bits}`, ...pair };
  });
  const ec = ["P-256", "P-384"].map(async (namedCurve) => ({
    name: namedCurve,
    ...(await generate("ec", { namedCurve })),
  }));
  const pairs = await Promise.all([...rsa, ...ec]);
  return pairs.map(({ name, privateKey, publicKey }) => {
    return { name, privateKey, spkiDer: publicKey.export({ format: "der", type: "spki" }) };
  });
}

/** A root and two issuing CAs, made an hour before `now` by the product's own function. */
export function makeHouse(now: Date): Promise<House> {
  return throwawayCa({ pkiUrl, notBefore: new Date(wholeSecond(now).getTime() - 3_600_000) });
}

/** Issues one certificate by the product's own steps: plan, notBefore, draft, lint, sign. */
export async function issue(
  house: House,
  shelf: Shelf,
  [ca, kind, key, signatureHash]: Way,
  now: Date,
): Promise<Issued> {
  const id = [kind.slug, key.name, ca.facts.slug, signatureHash].join("/");
  const wish = { ...kind, spkiDer: key.spkiDer, validTo: longestValidTo(now), signatureHash };
  const plan = planCertificate(wish, ca.facts, pkiUrl);
  const draft = draftCertificate(plan, newSerial(), notBeforeOf(plan, ca.facts, null, now));
  const { linted, report } = lint(draft, ca.facts, { at: now });
  if (!linted) throw new Error(`${id} is not issued: ${JSON.stringify(report.filter(({ pass }) => !pass))}`);
  const { der } = await house.issuer.issue(linted);
  const item = await shelf.certificate(der, ca.facts.certificateDer, {
    id,
    row: kind.row,
    type: `${kind.profile}_FINAL_CERTIFICATE`,
    hostName: kind.hostName,
    key: shelf.keys.get(key.name)!,
    crlAddress: crlAddress(pkiUrl, ca.facts.slug, plan.crlShard ?? 0),
  });
  return { item, ca, serial: draft.serial };
}

/** Issues everything there is to issue, and puts it on a bench in `folder`. */
export async function issueAll(folder: string, now: Date) {
  const [house, keys] = await Promise.all([makeHouse(now), subjectKeys()]);
  const shelf = await openShelf(folder, keys);
  const issued: Issued[] = [];
  for (const kind of kinds)
    for (const way of waysOf(house, kind, keys)) issued.push(await issue(house, shelf, way, now));
  // Not an item: it is revoked on the CRL that every tool is given, for the tools that must notice.
  const plain = { ...kinds.find(({ slug }) => slug === "OV-single")!, slug: "revoked" };
  const revoked = await issue(house, shelf, [house.rsa, plain, keys[0]!, "SHA256"], now);
  const cas = await Promise.all([
    shelf.ca(house.root, house.root, "root CA", "ROOT_CA"),
    shelf.ca(house.rsa, house.root, "issuing CA", "INTERNAL_UNCONSTRAINED_TLS_CA"),
    shelf.ca(house.ecc, house.root, "issuing CA", "INTERNAL_UNCONSTRAINED_TLS_CA"),
  ]);
  const crls = await signCrls(house, shelf, revoked, now);
  const answers = await signAnswers(house, shelf, issued, now);
  const items = [...issued.map(({ item }) => item), ...cas, ...crls.items, ...answers];
  const bench: Bench = { folder, rootDer: cas[0]!.der, rootPem: cas[0]!.pem, ...crls.inForce, items };
  return { house, shelf, keys, bench, revoked };
}

function waysOf(house: House, kind: Kind, keys: SubjectKey[]): Way[] {
  const key = (name: string) => keys.find((one) => one.name === name)!;
  if (kind.breadth === "some")
    return [
      [house.rsa, kind, key("RSA-2048"), "SHA256"],
      [house.ecc, kind, key("P-256"), "SHA384"],
    ];
  return [house.rsa, house.ecc].flatMap((ca) =>
    ca.facts.signatureHashes.flatMap((hash) => keys.map((one): Way => [ca, kind, one, hash])),
  );
}
