import type { OrdinaryHouse } from "./houses.ts";
import type { Issued, SubjectKey } from "./issue-all.ts";
import type { Item } from "./item.ts";
import { seenBy } from "./seen-by.ts";
import type { Shelf } from "./shelf.ts";
import { spoilCas, spoilCertificates } from "./spoil-certificates.ts";
import { spoilAnswers, spoilCrls } from "./spoil-status.ts";

/** Something bad, in one way alone, and which tools must say so, in which words. */
export interface Spoiled {
  item: Item;
  seenBy: Record<string, RegExp>;
}

/** Signs deliberately bad things with the keys of a throwaway house, past the product's own checks. */
export async function spoil(
  house: OrdinaryHouse,
  shelf: Shelf,
  key: SubjectKey,
  revoked: Issued,
  now: Date,
): Promise<Spoiled[]> {
  const items = [
    ...(await spoilCertificates(house, shelf, key, now)),
    { ...revoked.item, id: "a certificate on its CRL" },
    ...(await spoilCas(house, shelf)),
    ...(await spoilCrls(house, shelf, now)),
    ...(await spoilAnswers(house, shelf, revoked.item, revoked.serial, now)),
  ];
  return items.map((item) => ({ item, seenBy: seenBy[item.id] ?? {} }));
}
