/** An element to be changed: read without mercy for its rules, written with lengths that fit unless they are forced. */
export interface Tlv {
  tag: number;
  /** Octets before the children: the unused bits of a BIT STRING that holds DER. */
  head: Buffer;
  children: Tlv[] | null;
  content: Buffer;
  /** Written in place of the length that would be right. */
  length?: Buffer;
}

const bitString = 0x03;
const octetString = 0x04;

/** The elements one after another, or null when they are not a row of DER elements. */
export function parseTlv(bytes: Buffer, depth = 0): Tlv[] | null {
  const row: Tlv[] = [];
  for (let at = 0; at < bytes.length; ) {
    const header = readHeader(bytes, at);
    if (!header || depth > 20) return null;
    const content = bytes.subarray(header.from, header.to);
    row.push({ tag: bytes[at]!, content, ...inside(bytes[at]!, content, depth) });
    at = header.to;
  }
  return row;
}

function inside(tag: number, content: Buffer, depth: number): Pick<Tlv, "head" | "children"> {
  const none = { head: Buffer.alloc(0), children: null };
  if (tag & 0x20) return { ...none, children: parseTlv(content, depth + 1) };
  if ((tag !== bitString && tag !== octetString) || content.length < 3) return none;
  const head = content.subarray(0, tag === bitString ? 1 : 0);
  const children = parseTlv(content.subarray(head.length), depth + 1);
  return children ? { head, children } : none;
}

function readHeader(bytes: Buffer, at: number): { from: number; to: number } | null {
  const first = bytes[at + 1];
  if (first === undefined) return null;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 3 || first === 0x80 || at + 2 + count > bytes.length) return null;
  const length = count === 0 ? first : bytes.readUIntBE(at + 2, count);
  const from = at + 2 + count;
  return from + length > bytes.length ? null : { from, to: from + length };
}

/** The elements as DER, each length worked out anew. */
export function writeTlv(row: Tlv[]): Buffer {
  return Buffer.concat(
    row.map((one) => {
      const content = one.children ? Buffer.concat([one.head, writeTlv(one.children)]) : one.content;
      return Buffer.concat([Buffer.of(one.tag), one.length ?? writeLength(content.length), content]);
    }),
  );
}

function writeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const octets = Buffer.alloc(3);
  octets.writeUIntBE(length, 0, 3);
  const from = octets.findIndex((octet) => octet !== 0);
  return Buffer.concat([Buffer.of(0x80 + 3 - from), octets.subarray(from)]);
}

/** Every element, each with the row it stands in and where. */
export function placesOf(row: Tlv[]): { row: Tlv[]; at: number }[] {
  return row.flatMap((one, at) => [{ row, at }, ...(one.children ? placesOf(one.children) : [])]);
}
