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

/** What names a product is for: a name with and without www; any names but wildcards; or a wildcard and what it covers. */
export type NameRule = "SINGLE" | "SEVERAL" | "WILDCARD";

/** What can be ordered. EVG 3.2.2.10: there is no EV wildcard. */
export const products: readonly Product[] = [
  { key: "ov", name: "Basic OV", validationType: "OV", duplicatesAllowed: true, names: "SINGLE" },
  { key: "ov_multi_domain", name: "Multi-Domain OV", validationType: "OV", duplicatesAllowed: true, names: "SEVERAL" },
  { key: "ov_wildcard", name: "Wildcard OV", validationType: "OV", duplicatesAllowed: true, names: "WILDCARD" },
  { key: "ev", name: "Basic EV", validationType: "EV", duplicatesAllowed: true, names: "SINGLE" },
  { key: "ev_multi_domain", name: "Multi-Domain EV", validationType: "EV", duplicatesAllowed: true, names: "SEVERAL" },
  { key: "dv", name: "Basic DV", validationType: "DV", duplicatesAllowed: false, names: "SINGLE" },
  { key: "dv_wildcard", name: "Wildcard DV", validationType: "DV", duplicatesAllowed: false, names: "WILDCARD" },
];

/** The product of that key; an unknown key is a bug, so it throws. */
export function productOf(key: string): Product {
  const product = products.find((one) => one.key === key);
  if (!product) throw new RangeError(`There is no product "${key}".`);
  return product;
}
