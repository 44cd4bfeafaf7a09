import type { SuffixFacts } from "@duplicert/shared/domain-name-refusals";
import { parse } from "tldts";

/** What the public suffix list says of a name: its registries' part, as BR 3.2.2.6 recommends. Whoever runs github.io controls it. */
export function suffixFacts(name: string): SuffixFacts {
  const { publicSuffix, isIcann } = parse(name, { allowPrivateDomains: false, validateHostname: false });
  return { isPublicSuffix: publicSuffix === name, isKnown: isIcann === true };
}

/** What somebody registered of a name: the domain under the nearest suffix, private ones such as github.io included; else the name itself. */
export function registrableDomain(name: string): string {
  return parse(name, { allowPrivateDomains: true, validateHostname: false }).domain ?? name;
}
