import type { Product } from "./products.ts";

const wildcard = "*.";
const isWildcard = (name: string): boolean => name.startsWith(wildcard);
const above = (name: string): string => name.slice(name.indexOf(".") + 1);

/**
 * Those of the names that have no place in a certificate of that product; none when all have. A duplicate may leave names
 * out, so it is judged by what is there. Names are in lower case.
 */
export function namesOutsideProduct(product: Pick<Product, "names">, names: readonly string[]): string[] {
  switch (product.names) {
    case "SEVERAL":
      return names.filter(isWildcard);
    case "SINGLE": {
      const base = names.find((name) => !isWildcard(name))?.replace(/^www\./, "");
      return names.filter((name) => name !== base && name !== `www.${base}`);
    }
    case "WILDCARD":
      return outsideWildcard(names);
    case "ANY":
      return [];
  }
}

/** BR 3.2.2.6: `*.a.test` speaks for one label below a.test; beside it stand a.test itself and names that it covers. */
function outsideWildcard(names: readonly string[]): string[] {
  const [first] = names;
  if (first === undefined) return [];
  const written = names.find(isWildcard);
  // Without the wildcard: the zone is a name of the certificate itself, or what the first one is below.
  const zones = written ? [above(written)] : [...names, above(first)];
  const outside = zones.map((zone) => names.filter((name) => name !== zone && above(name) !== zone));
  return outside.reduce((least, one) => (one.length < least.length ? one : least));
}
