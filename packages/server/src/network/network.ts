/** What can be asked for. */
export const RecordType = { A: "A", AAAA: "AAAA", CNAME: "CNAME", TXT: "TXT", CAA: "CAA", MX: "MX" } as const;
export type RecordType = (typeof RecordType)[keyof typeof RecordType];

/** What became of a question. NOERROR without records: the name is there, but has none of that type. */
export const DnsStatus = {
  NOERROR: "NOERROR",
  NXDOMAIN: "NXDOMAIN",
  /** The resolver could not find out. */
  SERVFAIL: "SERVFAIL",
  /** There is an answer, and its DNSSEC signatures are wrong. */
  BOGUS: "BOGUS",
  REFUSED: "REFUSED",
  TIMEOUT: "TIMEOUT",
  MALFORMED: "MALFORMED",
  UNREACHABLE: "UNREACHABLE",
  CHAIN_TOO_LONG: "CHAIN_TOO_LONG",
  /** The name cannot be asked for. */
  NAME_NOT_VALID: "NAME_NOT_VALID",
} as const;
export type DnsStatus = (typeof DnsStatus)[keyof typeof DnsStatus];

export interface DnsRecord {
  /** Where it was found: the name asked for, or the end of the chain. */
  name: string;
  ttl: number;
  /** An address; a name without the dot at its end; a text, put together of its parts; of CAA and MX as in a zone file. */
  data: string;
  /** Of CAA alone. */
  caa?: CaaRecord;
}

export interface CaaRecord {
  /** RFC 8659 4.1.1: who does not understand the tag must not issue. */
  critical: boolean;
  tag: string;
  value: string;
}

/** Plain JSON: it goes into evidence as it is. */
export interface DnsAnswer {
  name: string;
  type: RecordType;
  /** Address and port of the resolver that said so. */
  resolver: string;
  transport: "UDP" | "TCP";
  status: DnsStatus;
  /** The resolver vouches for DNSSEC on the whole way. */
  authenticated: boolean;
  /** The name asked for, and where each CNAME led. */
  chain: string[];
  records: DnsRecord[];
  /** ISO. */
  at: string;
}

export const FileOutcome = {
  OK: "OK",
  /** The name's addresses could not be looked up. */
  DNS_FAILED: "DNS_FAILED",
  NO_ADDRESS: "NO_ADDRESS",
  /** Every address is private or reserved. */
  ADDRESS_FORBIDDEN: "ADDRESS_FORBIDDEN",
  /** To another name, port or scheme. */
  REDIRECT_REFUSED: "REDIRECT_REFUSED",
  TOO_MANY_REDIRECTS: "TOO_MANY_REDIRECTS",
  TIMEOUT: "TIMEOUT",
  TOO_LARGE: "TOO_LARGE",
  UNREACHABLE: "UNREACHABLE",
  HTTP_STATUS: "HTTP_STATUS",
  /** The body is compressed, though that was not accepted. */
  ENCODED: "ENCODED",
} as const;
export type FileOutcome = (typeof FileOutcome)[keyof typeof FileOutcome];

export interface FileHop {
  url: string;
  /** Connected to, or the one that was refused; null: none was found. */
  address: string | null;
  status: number | null;
  /** Where a redirect leads. */
  location: string | null;
}

/** Plain JSON: it goes into evidence as it is. */
export interface FileAnswer {
  outcome: FileOutcome;
  /** As asked for. */
  url: string;
  hops: FileHop[];
  /** Bytes that were read of the body. */
  size: number;
  /** Hex; null where the body was not read to its end. */
  sha256: string | null;
  /** Its first 4 KiB; null where the body was not read to its end. */
  text: string | null;
  /** ISO. */
  at: string;
}

/** A place on the network to look from (BR 3.2.2.9). Nothing throws: the answer says what happened. */
export interface Perspective {
  name: string;
  /** CNAMEs are followed, except when CNAME is what is asked for. */
  lookUp(name: string, type: RecordType, now: Date): Promise<DnsAnswer>;
  fetchFile(url: string, now: Date): Promise<FileAnswer>;
}

/** All that `work` asks of the outside. */
export interface Network {
  /** Ours first, then the remote ones. */
  perspectives: readonly [Perspective, ...Perspective[]];
  /** The names that stand for us in CAA records. */
  caaIdentities: readonly string[];
}

// BR 3.2.2.9: how many remote perspectives may differ
const mayDiffer = (remote: number) => (remote < 2 ? 0 : remote < 6 ? 1 : 2);

/** Probes from every perspective at once. It holds when ours holds, and the quorum of the remote ones. */
export async function fromEverywhere<F extends { holds: boolean }>(
  network: Network,
  probe: (from: Perspective) => Promise<F>,
): Promise<{ holds: boolean; findings: (F & { perspective: string })[] }> {
  const findings = await Promise.all(
    network.perspectives.map(async (from) => ({ ...(await probe(from)), perspective: from.name })),
  );
  const [ours, ...remote] = findings;
  const differ = remote.filter(({ holds }) => !holds).length;
  return { holds: ours?.holds === true && differ <= mayDiffer(remote.length), findings };
}
