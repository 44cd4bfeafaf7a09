import { createHash } from "node:crypto";

/** What can be published: kinds of DNS record, and a file on the web server. */
export const ZoneRecordType = { TXT: "TXT", CNAME: "CNAME", CAA: "CAA", MX: "MX", FILE: "FILE" } as const;
export type ZoneRecordType = keyof typeof ZoneRecordType;

/** One published thing. `name` is fully qualified, lower case, without a dot at the end; of a file, its http:// URL. */
export interface ZoneRecord {
  type: ZoneRecordType;
  name: string;
  /** The text, the target, `0 issue "ca.example"`, `10 mail.example.com`, or what the file holds. */
  value: string;
}

/** The same for the same record, so that a page drawn before a restart still removes what it shows. */
export function recordId({ type, name, value }: ZoneRecord): string {
  return createHash("sha256")
    .update(JSON.stringify([type, name, value]))
    .digest("hex")
    .slice(0, 16);
}

/** The three parts of a CAA record (RFC 8659 4.1) as it is written in a zone; null when it is none. */
export function readCaa(value: string): { flags: number; tag: string; value: string } | null {
  const [, flags, tag, quoted, bare] = /^(\d{1,3})\s+([a-z0-9]{1,15})\s+(?:"([^"]*)"|([^\s"]+))$/i.exec(value) ?? [];
  if (!flags || !tag || Number(flags) > 255) return null;
  return { flags: Number(flags), tag: tag.toLowerCase(), value: quoted ?? bare ?? "" };
}

/** The two parts of an MX record (RFC 1035 3.3.9) as it is written in a zone; null when it is none. */
export function readMx(value: string): { preference: number; exchange: string } | null {
  const [, preference, exchange] = /^(\d{1,5})\s+(\S+)$/.exec(value) ?? [];
  return exchange && Number(preference) <= 65_535 ? { preference: Number(preference), exchange } : null;
}
