/** How DNS is edited: what decides in which form a record is entered. */
export const dnsStyles = ["USUAL", "ROUTE_53", "AZURE", "CLOUDFLARE", "GODADDY", "BIND", "WINDOWS"] as const;
export type DnsStyle = (typeof dnsStyles)[number];

/** A record to publish; `name` is whole and `relativeName` without the registered domain. */
export interface DnsRecord {
  recordType: "TXT" | "CNAME";
  name: string;
  relativeName: string;
  value: string;
  ttl: number;
}

/** What goes into the fields of a provider's form, in that provider's manner. */
export function dnsFields(style: DnsStyle, record: DnsRecord): { name: string; value: string } {
  const { recordType, relativeName, value } = record;
  // Route 53 stores the value of a TXT record with its quotation marks
  return { name: relativeName, value: style === "ROUTE_53" && recordType === "TXT" ? `"${value}"` : value };
}

/** The line that publishes it where DNS is edited by text; null where it is edited in a form. */
export function dnsLine(style: DnsStyle, record: DnsRecord): string | null {
  if (style === "BIND") return zoneLine(record);
  return style === "WINDOWS" ? powerShell(record) : null;
}

/** The zone that `relativeName` is relative to. */
export function zoneOf({ name, relativeName }: Pick<DnsRecord, "name" | "relativeName">): string {
  return name.slice(relativeName.length + 1);
}

/** A line that shows what the world sees. */
export function digLine({ recordType, name }: DnsRecord): string {
  return `dig +short ${recordType} ${name}`;
}

// Without its dot at the end, a name in a zone file is relative to the zone (RFC 1035 §5.1).
function zoneLine({ recordType, name, value, ttl }: DnsRecord): string {
  return `${name}. ${ttl} IN ${recordType} ${recordType === "TXT" ? `"${value}"` : `${value}.`}`;
}

function powerShell(record: DnsRecord): string {
  const { recordType, relativeName, value, ttl } = record;
  const lifetime = `-TimeToLive ([TimeSpan]::FromSeconds(${ttl}))`;
  const where = `-ZoneName "${zoneOf(record)}" -Name "${relativeName}"`;
  if (recordType === "TXT") return `Add-DnsServerResourceRecord ${where} -Txt -DescriptiveText "${value}" ${lifetime}`;
  return `Add-DnsServerResourceRecordCName ${where} -HostNameAlias "${value}." ${lifetime}`;
}
