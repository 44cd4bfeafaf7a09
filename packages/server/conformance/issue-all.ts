import { generateKeyPair, type KeyObject } from "node:crypto";
import { promisify } from "node:util";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { longestValidTo } from "@duplicert/shared/validity";
import { crlAddress } from "../src/ca/addresses.ts";
import type { CaWithKey } from "../src/ca/built-in-issuer.ts";
import { draftCertificate, newSerial } from "../src/ca/draft.ts";
import { lint } from "../src/ca/lint.ts";
import { notBeforeOf } from "../src/ca/not-before.ts";
import { planCertificate } from "../src/ca/plan.ts";
import { type House, pkiUrl } from "./houses.ts";
import type { Bench, Item } from "./item.ts";
import { type Kind, spoiledKind } from "./kinds.ts";
import { openShelf, type Shelf } from "./shelf.ts";
import { signAnswers, signCrls } from "./sign-status.ts";

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
type Way = [CaWithKey, Kind, SubjectKey, SignatureHash];

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

/** Issues one certificate by the product's own steps: plan, notBefore, draft, lint, sign. */
async function issue(house: House, shelf: Shelf, [ca, kind, key, signatureHash]: Way, now: Date): Promise<Issued> {
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

/** Everything that a house signs, on a bench in `folder`; and a certificate that is no item: it is revoked on the CRLs in force. */
export async function issueAll(house: House, keys: SubjectKey[], kinds: readonly Kind[], folder: string, now: Date) {
  const shelf = await openShelf(folder, keys);
  const issued: Issued[] = [];
  for (const kind of kinds)
    for (const way of waysOf(house, kind, keys)) issued.push(await issue(house, shelf, way, now));
  const plain = { ...spoiledKind, slug: "revoked" };
  const revoked = await issue(house, shelf, [house.issuing[0]!, plain, keys[0]!, "SHA256"], now);
  const below = house.root.facts.keyType === "EC" ? ", below a P-384 root" : "";
  const root = await shelf.ca(house.root, house.root, below === "" ? "root CA" : "root CA, P-384", "ROOT_CA");
  const cas = house.issuing.map((ca) =>
    shelf.ca(ca, house.root, `issuing CA${below}`, "INTERNAL_UNCONSTRAINED_TLS_CA"),
  );
  const crls = await signCrls(house, shelf, revoked, now);
  const answers = await signAnswers(house, shelf, issued, now);
  const items = [...issued.map(({ item }) => item), root, ...(await Promise.all(cas)), ...crls.items, ...answers];
  const bench: Bench = { folder, rootDer: root.der, rootPem: root.pem, ...crls.inForce, items };
  return { shelf, bench, revoked };
}

function waysOf({ issuing }: House, kind: Kind, keys: SubjectKey[]): Way[] {
  if (kind.breadth === "all")
    return issuing.flatMap((ca) =>
      ca.facts.signatureHashes.flatMap((hash) => keys.map((one): Way => [ca, kind, one, hash])),
    );
  // One each: an RSA key under an RSA CA, an elliptic one under the other.
  return issuing.map((ca) => {
    const name = ca.facts.keyType === "RSA" ? "RSA-2048" : "P-256";
    return [ca, kind, keys.find((key) => key.name === name)!, ca.facts.signatureHashes[0]!];
  });
}
