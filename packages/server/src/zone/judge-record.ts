import { domainToASCII } from "node:url";
import { readCaa, readMx, type ZoneRecord, ZoneRecordType } from "./zone-record.ts";

/** Why something cannot be published; the words for each are the page's. */
export const ZoneFault = {
  TYPE_UNKNOWN: "TYPE_UNKNOWN",
  NAME_MISSING: "NAME_MISSING",
  NAME_NOT_DNS: "NAME_NOT_DNS",
  NAME_ONE_LABEL: "NAME_ONE_LABEL",
  URL_NOT_HTTP: "URL_NOT_HTTP",
  URL_PORT: "URL_PORT",
  URL_HOST: "URL_HOST",
  URL_QUERY: "URL_QUERY",
  URL_TOO_LONG: "URL_TOO_LONG",
  VALUE_MISSING: "VALUE_MISSING",
  VALUE_UNPRINTABLE: "VALUE_UNPRINTABLE",
  TEXT_TOO_LONG: "TEXT_TOO_LONG",
  TARGET_NOT_DNS: "TARGET_NOT_DNS",
  TARGET_ITSELF: "TARGET_ITSELF",
  CAA_UNREADABLE: "CAA_UNREADABLE",
  MX_UNREADABLE: "MX_UNREADABLE",
  FILE_TOO_LARGE: "FILE_TOO_LARGE",
  CNAME_ALONE: "CNAME_ALONE",
  TOO_MANY: "TOO_MANY",
} as const;
export type ZoneFault = keyof typeof ZoneFault;

/** What somebody wants to publish, as they wrote it. */
export interface RecordWish {
  type: string;
  name: string;
  value: string;
}

const longestText = 255;
const largestFile = 4096;
const longestUrl = 500;

/** The name of a DNS record: lower case, as A-labels, without the dot at the end; null when it is none. */
function readDnsName(text: string): string | null {
  const bare = text.trim().replace(/\.$/, "");
  // domainToASCII also reads addresses and drops what an URL would: only Unicode is its business here
  const name = /^[\x21-\x7e]*$/.test(bare) ? bare.toLowerCase() : domainToASCII(bare);
  const labels = name.split(".");
  const fits = name.length <= 253 && labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label));
  // a name whose last label is a number is an address (RFC 1123 2.1, and the URL standard)
  return fits && !/^\d+$/.test(labels.at(-1)!) ? name : null;
}

/** The record that was meant, or everything that is wrong with it. */
export function judgeRecord({ type, name, value }: RecordWish): { record: ZoneRecord | null; faults: ZoneFault[] } {
  if (!Object.hasOwn(ZoneRecordType, type)) return { record: null, faults: ["TYPE_UNKNOWN"] };
  const kind = type as ZoneRecord["type"];
  const named = kind === "FILE" ? judgeUrl(name) : judgeName(name);
  const valued = judges[kind](value, named.read ?? "");
  const faults = [named.fault, valued.fault].filter((fault) => fault !== null);
  return faults.length > 0
    ? { record: null, faults }
    : { record: { type: kind, name: named.read!, value: valued.read! }, faults };
}

type Judged = { read: string; fault: null } | { read: null; fault: ZoneFault };
const good = (read: string): Judged => ({ read, fault: null });
const bad = (fault: ZoneFault): Judged => ({ read: null, fault });

function judgeName(text: string): Judged {
  if (!text.trim()) return bad("NAME_MISSING");
  const name = readDnsName(text);
  if (!name) return bad("NAME_NOT_DNS");
  return name.includes(".") ? good(name) : bad("NAME_ONE_LABEL");
}

function judgeUrl(text: string): Judged {
  if (!text.trim()) return bad("NAME_MISSING");
  const url = URL.parse(text.trim());
  if (url?.protocol !== "http:" || url.username || url.password) return bad("URL_NOT_HTTP");
  if (url.port) return bad("URL_PORT");
  if (!readDnsName(url.hostname)?.includes(".")) return bad("URL_HOST");
  if (url.search || url.hash) return bad("URL_QUERY");
  return url.href.length > longestUrl ? bad("URL_TOO_LONG") : good(url.href);
}

const judges: Record<ZoneRecord["type"], (value: string, name: string) => Judged> = {
  TXT: (value) => {
    const text = value.trim();
    if (!text) return bad("VALUE_MISSING");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    if (/[\x00-\x1f\x7f]/.test(text)) return bad("VALUE_UNPRINTABLE");
    return Buffer.byteLength(text) > longestText ? bad("TEXT_TOO_LONG") : good(text);
  },
  CNAME: (value, name) => {
    if (!value.trim()) return bad("VALUE_MISSING");
    const target = readDnsName(value);
    if (!target?.includes(".")) return bad("TARGET_NOT_DNS");
    return target === name ? bad("TARGET_ITSELF") : good(target);
  },
  CAA: (value) => {
    if (!value.trim()) return bad("VALUE_MISSING");
    const caa = readCaa(value.trim());
    return caa ? good(`${caa.flags} ${caa.tag} "${caa.value}"`) : bad("CAA_UNREADABLE");
  },
  MX: (value) => {
    if (!value.trim()) return bad("VALUE_MISSING");
    const mx = readMx(value.trim());
    const exchange = mx && readDnsName(mx.exchange);
    return exchange?.includes(".") ? good(`${mx!.preference} ${exchange}`) : bad("MX_UNREADABLE");
  },
  FILE: (value) => {
    if (!value.trim()) return bad("VALUE_MISSING");
    // what a form sends has the line ends of the internet; a file made on this machine would not
    const text = value.replaceAll("\r\n", "\n");
    return Buffer.byteLength(text) > largestFile ? bad("FILE_TOO_LARGE") : good(text);
  },
};
