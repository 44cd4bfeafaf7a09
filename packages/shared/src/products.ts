/** How far the CA checked who stands behind a certificate. */
export const ValidationType = { DV: "DV", OV: "OV", EV: "EV" } as const;
export type ValidationType = (typeof ValidationType)[keyof typeof ValidationType];

export interface Product {
  key: string;
  name: string;
  validationType: ValidationType;
  duplicatesAllowed: boolean;
  names: NameRule;
}

/**
 * What names a product is for: a name with and without www; any names but wildcards; a wildcard and what it covers; or
 * whatever another CA certified.
 */
export const NameRule = { SINGLE: "SINGLE", SEVERAL: "SEVERAL", WILDCARD: "WILDCARD", ANY: "ANY" } as const;
export type NameRule = (typeof NameRule)[keyof typeof NameRule];

/** What can be ordered. EVG 7.1.2.1: there is no EV wildcard. */
export const products: readonly Product[] = [
  { key: "ov", name: "Basic OV", validationType: "OV", duplicatesAllowed: true, names: "SINGLE" },
  { key: "ov_multi_domain", name: "Multi-Domain OV", validationType: "OV", duplicatesAllowed: true, names: "SEVERAL" },
  { key: "ov_wildcard", name: "Wildcard OV", validationType: "OV", duplicatesAllowed: true, names: "WILDCARD" },
  { key: "ev", name: "Basic EV", validationType: "EV", duplicatesAllowed: true, names: "SINGLE" },
  { key: "ev_multi_domain", name: "Multi-Domain EV", validationType: "EV", duplicatesAllowed: true, names: "SEVERAL" },
  { key: "dv", name: "Basic DV", validationType: "DV", duplicatesAllowed: false, names: "SINGLE" },
  { key: "dv_wildcard", name: "Wildcard DV", validationType: "DV", duplicatesAllowed: false, names: "WILDCARD" },
];

/** What an order is for that was imported with a certificate of another CA. Nobody can order it. */
export const importedProducts: Record<ValidationType, Product> = {
  DV: { key: "imported_dv", name: "Imported DV", validationType: "DV", duplicatesAllowed: false, names: "ANY" },
  OV: { key: "imported_ov", name: "Imported OV", validationType: "OV", duplicatesAllowed: true, names: "ANY" },
  EV: { key: "imported_ev", name: "Imported EV", validationType: "EV", duplicatesAllowed: true, names: "ANY" },
};

const every = [...products, ...Object.values(importedProducts)];

/** The keys of all products of that level, imported ones among them. */
export function productKeysOf(level: ValidationType): string[] {
  return every.filter((one) => one.validationType === level).map(({ key }) => key);
}

/** The product of that key; an unknown key is a bug, so it throws. */
export function productOf(key: string): Product {
  const product = every.find((one) => one.key === key);
  if (!product) throw new RangeError(`There is no product "${key}".`);
  return product;
}
