import { wholeSecond } from "@duplicert/shared/validity";
import { crlAddress, rootCrlAddress } from "../src/ca/addresses.ts";
import type { CaWithKey } from "../src/ca/built-in-issuer.ts";
import { type CrlFacts, RevocationReason } from "../src/ca/crl.ts";
import { newSerial } from "../src/ca/draft.ts";
import { CertIdHash } from "../src/ca/ocsp.ts";
import { type House, pkiUrl } from "./houses.ts";
import type { Issued } from "./issue-all.ts";
import type { Item } from "./item.ts";
import type { Shelf } from "./shelf.ts";

const day = 86_400_000;
const after = (begin: Date, days: number) => new Date(begin.getTime() + days * day);
const { CA_COMPROMISE, ...subscriberReasons } = RevocationReason;

type Revoked = CrlFacts["revoked"];

/** All CRLs: those in force, with a revocation of every reason, and the same ones while nothing was revoked. */
export async function signCrls(house: House, shelf: Shelf, revoked: Issued, now: Date) {
  const thisUpdate = wholeSecond(now);
  const gone = (reasons: Revoked[0]["reason"][]): Revoked =>
    reasons.map((reason) => ({ serial: newSerial(), at: thisUpdate, reason }));
  const sign = async (ca: CaWithKey, row: string, distributionPoint: string, number: bigint, list: Revoked) => {
    const isRoot = ca === house.root;
    const nextUpdate = after(thisUpdate, isRoot ? 90 : 7);
    const der = await house.issuer.signCrl(ca.facts, {
      number,
      thisUpdate,
      nextUpdate,
      revoked: list,
      distributionPoint,
    });
    const state = list.length > 0 ? "revoked" : "empty";
    const id = ["crl", ca.facts.slug, distributionPoint.split("/").at(-1), state].join("/");
    const said = { id, row, type: isRoot ? "ARL" : "CRL", crlAddress: distributionPoint };
    return shelf.crl(der, ca.facts.certificateDer, said);
  };
  const items: Item[] = [];
  const inForce: Item[] = [];
  for (const ca of house.issuing)
    for (const shard of Array(ca.facts.crlShards).keys()) {
      const address = crlAddress(pkiUrl, ca.facts.slug, shard);
      const own =
        revoked.item.crlAddress === address ? [{ ...gone(["KEY_COMPROMISE"])[0]!, serial: revoked.serial }] : [];
      items.push(await sign(ca, "CRL of an issuing CA, empty", address, 1n, []));
      const list = [...gone([...Object.values(subscriberReasons), null]), ...own];
      inForce.push(await sign(ca, "CRL of an issuing CA, with every reason", address, 300n, list));
    }
  const rootAddress = rootCrlAddress(pkiUrl, house.root.facts.slug);
  const lostCas = gone([CA_COMPROMISE, "CESSATION_OF_OPERATION", "SUPERSEDED"]);
  items.push(await sign(house.root, "CRL of the root, with issuing CAs revoked", rootAddress, 2n, lostCas));
  const rootCrl = await sign(house.root, "CRL of the root, empty", rootAddress, 1n, []);
  return { items: [...items, ...inForce, rootCrl], inForce: await shelf.crlsInForce([...inForce, rootCrl], rootCrl) };
}

/** OCSP responses of each issuing CA about one of its certificates: good, and revoked for each reason. */
export async function signAnswers(house: House, shelf: Shelf, issued: readonly Issued[], now: Date): Promise<Item[]> {
  const thisUpdate = wholeSecond(now);
  const nextUpdate = after(thisUpdate, 4);
  const ways = house.issuing.flatMap((ca) =>
    Object.values(CertIdHash).flatMap((hash) =>
      ["good", ...Object.values(subscriberReasons), null].map((status) => ({ ca, hash, status })),
    ),
  );
  const made = ways.map(async ({ ca, hash, status }) => {
    const about = issued.find((one) => one.ca === ca)!;
    const reason = status as RevocationReason | null;
    const revoked = status === "good" ? null : { at: thisUpdate, reason };
    const facts = { serial: about.serial, revoked, thisUpdate, nextUpdate };
    const der = await house.issuer.signOcsp(ca.facts, facts, hash);
    return shelf.ocsp(der, ca.facts.certificateDer, {
      id: `ocsp/${ca.facts.slug}/${hash}/${status ?? "no reason"}`,
      row: `OCSP response, for who asks by ${hash}`,
      type: revoked ? "revoked" : "good",
      about: about.item,
    });
  });
  return Promise.all(made);
}
