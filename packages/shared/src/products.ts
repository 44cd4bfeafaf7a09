/** How far the CA checked who stands behind a certificate. */
export const ValidationType = { DV: "DV", OV: "OV", EV: "EV" } as const;
export type ValidationType = (typeof ValidationType)[keyof typeof ValidationType];

export interface Product {
  key: string;
  name: string;
  validationType: ValidationType;
  duplicatesAllowed: boolean;
}

/** What can be ordered. EVG 3.2.2.10: there is no EV wildcard. */
export const products: readonly Product[] = [
  { key: "ov", name: "Basic OV", validationType: "OV", duplicatesAllowed: true },
  { key: "ov_multi_domain", name: "Multi-Domain OV", validationType: "OV", duplicatesAllowed: true },
  { key: "ov_wildcard", name: "Wildcard OV", validationType: "OV", duplicatesAllowed: true },
  { key: "ev", name: "Basic EV", validationType: "EV", duplicatesAllowed: true },
  { key: "ev_multi_domain", name: "Multi-Domain EV", validationType: "EV", duplicatesAllowed: true },
  { key: "dv", name: "Basic DV", validationType: "DV", duplicatesAllowed: false },
  { key: "dv_wildcard", name: "Wildcard DV", validationType: "DV", duplicatesAllowed: false },
];

/** The product of that key; an unknown key is a bug, so it throws. */
export function productOf(key: string): Product {
  const product = products.find((one) => one.key === key);
  if (!product) throw new RangeError(`There is no product "${key}".`);
  return product;
}
