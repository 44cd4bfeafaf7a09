/** Where the CRL of a CA answers. One shard now; the number is in the address so that more can follow. */
export function crlAddress(pkiUrl: string, slug: string, shard = 0): string {
  return `${pkiUrl}/pki/${slug}/${shard}.crl`;
}

/** Where the CRL of the root answers. */
export function rootCrlAddress(pkiUrl: string): string {
  return `${pkiUrl}/pki/root.crl`;
}

/** Where a CA's own certificate answers, as DER (BR 7.1.2.7.7, caIssuers). */
export function issuerAddress(pkiUrl: string, slug: string): string {
  return `${pkiUrl}/pki/${slug}.crt`;
}
