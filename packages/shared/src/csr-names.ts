import type { Csr } from "./csr.ts";
import { normalizeDnsName } from "./dns-name.ts";

/** How a name inside a CSR stands to an order. It is advice: a duplicate's names come from the order. */
export const CsrNameStatus = {
  ON_ORDER: "ON_ORDER",
  NOT_ON_ORDER: "NOT_ON_ORDER",
  NOT_A_DNS_NAME: "NOT_A_DNS_NAME",
} as const;
export type CsrNameStatus = (typeof CsrNameStatus)[keyof typeof CsrNameStatus];

export interface CsrName {
  value: string;
  status: CsrNameStatus;
  note: string | null;
}

/** The CSR's common name and subject alternative names, each once. Without an order, no name is on it. */
export function csrNames(
  csr: Pick<Csr, "commonName" | "dnsNames" | "otherNames">,
  orderNames: string[] | null,
): CsrName[] {
  const onOrder = orderNames && new Set(orderNames.map((name) => normalizeDnsName(name) ?? name));
  const names = new Map<string, CsrName>();
  const written = csr.commonName ? [csr.commonName, ...csr.dnsNames] : csr.dnsNames;
  for (const one of written) {
    const name = normalizeDnsName(one);
    const key = name ?? one;
    if (!names.has(key)) names.set(key, name ? judge(name, onOrder) : notDns(one));
  }
  for (const one of csr.otherNames) if (!names.has(one)) names.set(one, notDns(one));
  return [...names.values()];
}

function judge(value: string, onOrder: Set<string> | null): CsrName {
  if (!onOrder) return { value, status: "NOT_ON_ORDER", note: null };
  if (onOrder.has(value)) return { value, status: "ON_ORDER", note: null };
  // RFC 9525 §6.3: the asterisk stands for exactly one label.
  const wildcard = value.replace(/^[^.]+/, "*");
  const note = onOrder.has(wildcard)
    ? `The duplicate will carry ${wildcard}, not this name by itself.`
    : "The duplicate will not carry this name. To add it, reissue the certificate with it first.";
  return { value, status: "NOT_ON_ORDER", note };
}

function notDns(value: string): CsrName {
  return { value, status: "NOT_A_DNS_NAME", note: "This is not a DNS name, so the duplicate will not carry it." };
}
