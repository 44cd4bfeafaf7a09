/** PEM of DER bytes, 64 columns (RFC 7468). */
export function toPem(label: string, der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** PEM of one certificate. */
export const certificatePem = (der: Buffer): string => toPem("CERTIFICATE", der);

/** The DER of the first block of that label, or null when there is none. For our own files; untrusted text goes to `readCsr`. */
export function fromPem(label: string, text: string): Buffer | null {
  const body = new RegExp(`-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----`).exec(text)?.[1];
  return body === undefined ? null : Buffer.from(body, "base64");
}
