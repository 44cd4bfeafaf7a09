/** One DER element: its tag byte, its content octets, and the whole of it as it was written. */
export interface DerNode {
  tag: number;
  value: Buffer;
  raw: Buffer;
}

export const Tag = {
  BOOLEAN: 0x01,
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  OID: 0x06,
  UTF8_STRING: 0x0c,
  PRINTABLE_STRING: 0x13,
  UTC_TIME: 0x17,
  GENERALIZED_TIME: 0x18,
  SEQUENCE: 0x30,
  SET: 0x31,
} as const;

/** Thrown where bytes are not DER, or not the DER that was expected. */
class DerError extends Error {}

function readAt(bytes: Buffer, start: number): { node: DerNode; end: number } {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined) throw new DerError("an element is cut off");
  if ((tag & 0x1f) === 0x1f) throw new DerError("a tag of several bytes");
  let length = first;
  let contents = start + 2;
  if (first >= 0x80) {
    const count = first & 0x7f;
    // X.690 10.1: definite form, fewest octets.
    if (count === 0 || count > 4) throw new DerError("a length that is indefinite or too long");
    if (contents + count > bytes.length) throw new DerError("an element is cut off");
    length = bytes.readUIntBE(contents, count);
    contents += count;
    if (length < 0x80 || length < 2 ** (8 * (count - 1))) throw new DerError("a length in more octets than it needs");
  }
  const end = contents + length;
  if (end > bytes.length) throw new DerError("an element is cut off");
  return { node: { tag, value: bytes.subarray(contents, end), raw: bytes.subarray(start, end) }, end };
}

/** Reads every element in `bytes`, which must hold whole elements and nothing else. */
export function readAll(bytes: Buffer): DerNode[] {
  const nodes: DerNode[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { node, end } = readAt(bytes, at);
    nodes.push(node);
    at = end;
  }
  return nodes;
}

/** Reads the one element that `bytes` must be, to the last byte. */
export function readOne(bytes: Buffer, tag?: number): DerNode {
  const { node, end } = readAt(bytes, 0);
  if (end !== bytes.length) throw new DerError("there are bytes after the end");
  if (tag !== undefined && node.tag !== tag) throw new DerError(`tag ${node.tag} where ${tag} belongs`);
  return node;
}

/** The elements inside a constructed one of that tag. */
export function inside(node: DerNode | undefined, tag: number): DerNode[] {
  return readAll(primitive(node, tag));
}

/** The content octets of an element of that tag. */
export function primitive(node: DerNode | undefined, tag: number): Buffer {
  if (node?.tag !== tag) throw new DerError(`tag ${node?.tag ?? "none"} where ${tag} belongs`);
  return node.value;
}

/** An OBJECT IDENTIFIER in dotted form. */
export function oidText(node: DerNode | undefined): string {
  const arcs: number[] = [];
  let arc = 0;
  let open = true;
  for (const octet of primitive(node, Tag.OID)) {
    if (open && octet === 0x80) throw new DerError("an object identifier in more octets than it needs");
    arc = arc * 128 + (octet & 0x7f);
    open = octet < 0x80;
    if (!open) continue;
    arcs.push(arc);
    arc = 0;
    open = true;
  }
  const [first] = arcs;
  if (first === undefined || primitive(node, Tag.OID).at(-1)! >= 0x80) throw new DerError("a broken object identifier");
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...arcs.slice(1)].join(".");
}

/** A BOOLEAN, which in DER is 00 or FF. */
export function booleanOf(node: DerNode | undefined): boolean {
  const value = primitive(node, Tag.BOOLEAN);
  if (value.length !== 1 || (value[0] !== 0 && value[0] !== 0xff)) throw new DerError("a boolean that is not DER");
  return value[0] === 0xff;
}

/** UTCTime or GeneralizedTime in the one form of RFC 5280 §4.1.2.5: seconds, Z, UTCTime through 2049. */
export function timeOf(node: DerNode | undefined): Date {
  const text = node?.value.toString("latin1") ?? "";
  const utc = node?.tag === Tag.UTC_TIME && /^\d{12}Z$/.test(text);
  if (!utc && !(node?.tag === Tag.GENERALIZED_TIME && /^\d{14}Z$/.test(text))) throw new DerError("a time out of form");
  const full = utc ? `${Number(text.slice(0, 2)) < 50 ? "20" : "19"}${text}` : text;
  const iso = full.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6.000Z");
  const time = new Date(iso);
  if (Number.isNaN(time.getTime()) || time.toISOString() !== iso) throw new DerError(`no such time: ${text}`);
  if (!utc && time.getUTCFullYear() < 2050) throw new DerError("GeneralizedTime before 2050");
  return time;
}
