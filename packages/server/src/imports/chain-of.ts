import type { AnyCertificate } from "../ca/any-certificate.ts";
import { isSignedBy } from "./is-signed-by.ts";

/** A server's certificate and those above it that were given. */
export interface Chain {
  leaf: AnyCertificate;
  /** Its issuer's first; without the root. */
  issuing: AnyCertificate[];
  root: AnyCertificate | null;
  /** The topmost one, when there are others that belong to no place above it. */
  gapAbove: AnyCertificate | null;
}

/** What nothing was issued by among the others: the certificates of servers. */
export function leavesOf(certificates: readonly AnyCertificate[]): AnyCertificate[] {
  const named = (one: AnyCertificate) =>
    certificates.some(
      (other) => other !== one && other.issuer.equals(one.subject) && !other.subject.equals(one.subject),
    );
  // certificates of version 1 say nothing of being a CA's
  return certificates.filter((one) => !one.isCa && !named(one));
}

/** Puts certificates in order, each above the one it signed. Cross-signed doubles are left out. */
export async function chainOf(leaf: AnyCertificate, all: readonly AnyCertificate[]): Promise<Chain> {
  const path = [leaf];
  const beside: AnyCertificate[] = [];
  for (let below = leaf; !isSelfIssued(below); ) {
    const issuers: AnyCertificate[] = [];
    for (const one of all) if (!path.includes(one) && (await isSignedBy(below, one))) issuers.push(one);
    // of several, the one that leads further up: the root's own before another CA's certificate for it
    const [next] = issuers.sort((a, b) => Number(isSelfIssued(b)) - Number(isSelfIssued(a)));
    if (!next) break;
    beside.push(...issuers.filter((one) => one !== next));
    path.push(next);
    below = next;
  }
  const top = path.at(-1)!;
  const root = top !== leaf && isSelfIssued(top) ? top : null;
  const issuing = path.slice(1).filter((one) => one !== root);
  const strange = await strangers(all, path, beside);
  return { leaf, issuing, root, gapAbove: strange ? top : null };
}

// What is above a certificate that was left out belongs to the chain, too: it leads to another root.
async function strangers(all: readonly AnyCertificate[], path: AnyCertificate[], beside: AnyCertificate[]) {
  const known = [...path, ...beside];
  let rest = all.filter((one) => !known.includes(one));
  for (let grew = true; grew && rest.length > 0; ) {
    const above: AnyCertificate[] = [];
    for (const one of rest)
      for (const below of known) if (!above.includes(one) && (await isSignedBy(below, one))) above.push(one);
    known.push(...above);
    rest = rest.filter((one) => !above.includes(one));
    grew = above.length > 0;
  }
  return rest.length > 0;
}

const isSelfIssued = (one: AnyCertificate): boolean => one.issuer.equals(one.subject);
