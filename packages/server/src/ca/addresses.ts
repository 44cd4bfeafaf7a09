/** Where one of the CRLs of a CA answers, by its number. */
export function crlAddress(pkiUrl: string, slug: string, shard: number): string {
  return `${pkiUrl}/pki/${slug}/${shard}.crl`;
}

/** Where the CRL of a root answers. */
export function rootCrlAddress(pkiUrl: string, slug = "root"): string {
  return `${pkiUrl}/pki/${slug}.crl`;
}

/** Where a CA's own certificate answers, as DER (BR 7.1.2.7.7, caIssuers). */
export function issuerAddress(pkiUrl: string, slug: string): string {
  return `${pkiUrl}/pki/${slug}.crt`;
}

/** Where OCSP asks about the certificates of a CA (BR 7.1.2.7.7). */
export function ocspAddress(pkiUrl: string, slug: string): string {
  return `${pkiUrl}/pki/ocsp/${slug}`;
}
