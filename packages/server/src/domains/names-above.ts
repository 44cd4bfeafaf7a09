/** The name without its wildcard, and every name above it: whose proof may speak for it. */
export function namesAbove(dnsName: string): string[] {
  const labels = dnsName.replace(/^\*\./, "").split(".");
  return labels.map((_, i) => labels.slice(i).join("."));
}
