/** One element of DER. `der` is all of it, `content` what is inside; both are views into the input. */
export interface DerElement {
  tag: number;
  der: Uint8Array;
  content: Uint8Array;
  /** Empty for a primitive element. */
  children: DerElement[];
}

export const Tag = {
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  OID: 0x06,
  SEQUENCE: 0x30,
  SET: 0x31,
} as const;

const deepest = 16;
const mostElements = 4096;
const longestOid = 64;

/**
 * Reads one element with definite, minimal lengths (X.690 §10.1) and all within it; a string says why that failed.
 * What follows the element is not looked at: compare `der.length` with the input's.
 */
export function readDer(bytes: Uint8Array): DerElement | string {
  return read(bytes, 0, bytes.length, 1, { left: mostElements });
}

/** The elements in the content of a BIT or OCTET STRING; null unless it is exactly one strict element. */
export function readInner(content: Uint8Array): DerElement | null {
  const inner = readDer(content);
  return typeof inner === "string" || inner.der.length !== content.length ? null : inner;
}

/** The tags of an element's children, to compare a shape with. */
export function hasShape(element: DerElement | undefined, ...tags: number[]): boolean {
  return element?.children.length === tags.length && tags.every((tag, index) => element.children[index]!.tag === tag);
}

function read(
  bytes: Uint8Array,
  start: number,
  limit: number,
  depth: number,
  budget: { left: number },
): DerElement | string {
  if (depth > deepest) return "nested too deeply";
  if (--budget.left < 0) return "too many elements";
  const tag = bytes[start];
  if (tag === undefined || start + 1 >= limit) return "cut off";
  if (tag === 0 || (tag & 0x1f) === 0x1f) return "not DER";
  const length = readLength(bytes, start + 1, limit);
  if (typeof length === "string") return length;
  const end = length.from + length.value;
  if (end > limit) return "cut off";
  const content = bytes.subarray(length.from, end);
  const element: DerElement = { tag, der: bytes.subarray(start, end), content, children: [] };
  if ((tag & 0x20) === 0) return isPrimitive(tag, content) ? element : "not DER";
  // X.690 §8: of the universal types only SEQUENCE and SET are constructed in DER.
  if (tag < 0x40 && tag !== Tag.SEQUENCE && tag !== Tag.SET) return "not DER";
  for (let at = length.from; at < end; ) {
    const child = read(bytes, at, end, depth + 1, budget);
    if (typeof child === "string") return child;
    element.children.push(child);
    at += child.der.length;
  }
  return element;
}

function readLength(bytes: Uint8Array, at: number, limit: number): { value: number; from: number } | string {
  const first = bytes[at]!;
  if (first < 0x80) return { value: first, from: at + 1 };
  const count = first & 0x7f;
  if (count === 0) return "not DER";
  // Nothing this long is ever asked for, so three length bytes are already more than the input can hold.
  if (count > 3) return "cut off";
  if (at + count >= limit) return "cut off";
  let value = 0;
  for (let index = 1; index <= count; index++) value = value * 256 + bytes[at + index]!;
  const minimal = value >= 0x80 && bytes[at + 1] !== 0;
  return minimal ? { value, from: at + 1 + count } : "not DER";
}

function isPrimitive(tag: number, content: Uint8Array): boolean {
  switch (tag) {
    case Tag.INTEGER:
      return isMinimalInteger(content);
    case Tag.BIT_STRING:
      return isBitString(content);
    case Tag.OID:
      return isOid(content);
    case 0x05:
      return content.length === 0;
    case 0x10:
    case 0x11:
      return false;
    default:
      return true;
  }
}

function isMinimalInteger(content: Uint8Array): boolean {
  const [first, second] = content;
  if (first === undefined || second === undefined) return first !== undefined;
  return !(first === 0 && second < 0x80) && !(first === 0xff && second >= 0x80);
}

// X.690 §11.2.1: unused bits are zero.
function isBitString(content: Uint8Array): boolean {
  const unused = content[0];
  if (unused === undefined || unused > 7) return false;
  if (content.length === 1) return unused === 0;
  return (content.at(-1)! & ((1 << unused) - 1)) === 0;
}

function isOid(content: Uint8Array): boolean {
  if (content.length === 0 || content.length > longestOid || content.at(-1)! >= 0x80) return false;
  return content.every((byte, index) => byte !== 0x80 || (index > 0 && content[index - 1]! >= 0x80));
}

/** An OID in dotted form. */
export function oidText(content: Uint8Array): string {
  const arcs: (number | bigint)[] = [];
  let arc = 0;
  let large = 0n; // takes over where a number no longer holds every digit
  for (const byte of content) {
    if (large > 0n || arc >= 2 ** 45) large = ((large || BigInt(arc)) << 7n) | BigInt(byte & 0x7f);
    else arc = arc * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (arcs.length > 0) arcs.push(large || arc);
    else if (large > 0n) arcs.push(2, large - 80n);
    else arcs.push(Math.min(Math.floor(arc / 40), 2), arc < 80 ? arc % 40 : arc - 80);
    arc = 0;
    large = 0n;
  }
  return arcs.join(".");
}
