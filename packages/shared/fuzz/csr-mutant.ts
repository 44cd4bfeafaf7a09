import fc from "fast-check";
import { parseTlv, placesOf, type Tlv, writeTlv } from "./tlv.ts";

/** One change; a place is a fraction of what there is, so that every change fits every CSR. */
type ByteChange =
  | { kind: "flip"; at: number; bit: number }
  | { kind: "replace" | "insert"; at: number; bytes: Uint8Array }
  | { kind: "delete"; at: number; count: number }
  | { kind: "truncate"; at: number }
  | { kind: "splice"; at: number; other: number; from: number };
type ElementChange =
  | { kind: "retag"; at: number; tag: number }
  | { kind: "relength"; at: number; length: Uint8Array }
  | { kind: "duplicate" | "remove" | "swap" | "empty" | "wrap"; at: number }
  | { kind: "graft"; at: number; other: number; from: number }
  | { kind: "content"; at: number; within: number; bytes: Uint8Array };
type TextChange =
  | { kind: "letter"; at: number; text: string }
  | { kind: "line"; at: number; how: "remove" | "duplicate" | "swap" | "split" }
  | { kind: "ends"; text: string }
  | { kind: "label"; text: string }
  | { kind: "around"; before: string; after: string };

/** A CSR of the corpus, and what is done to it. */
export interface Mutation {
  seed: number;
  bytes: ByteChange[];
  elements: ElementChange[];
  text: TextChange[] | null;
}

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const few = (most: number) => fc.uint8Array({ minLength: 1, maxLength: most });
const index = fc.nat(10_000);
// The tags a CSR has, and those next to them.
const tag = fc.oneof(
  fc.constantFrom(0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x30, 0x31, 0xa0, 0xa1, 0x80),
  fc.nat(255),
);

const byteChange: fc.Arbitrary<ByteChange> = fc.oneof(
  fc.record({ kind: fc.constant("flip" as const), at: place, bit: fc.nat(7) }),
  fc.record({ kind: fc.constantFrom("replace" as const, "insert" as const), at: place, bytes: few(8) }),
  fc.record({ kind: fc.constant("delete" as const), at: place, count: fc.integer({ min: 1, max: 16 }) }),
  fc.record({ kind: fc.constant("truncate" as const), at: place }),
  fc.record({ kind: fc.constant("splice" as const), at: place, other: index, from: place }),
);
const elementChange: fc.Arbitrary<ElementChange> = fc.oneof(
  fc.record({ kind: fc.constant("retag" as const), at: place, tag }),
  fc.record({ kind: fc.constant("relength" as const), at: place, length: few(5) }),
  fc.record({ kind: fc.constantFrom("duplicate", "remove", "swap", "empty", "wrap" as const), at: place }),
  fc.record({ kind: fc.constant("graft" as const), at: place, other: index, from: place }),
  fc.record({ kind: fc.constant("content" as const), at: place, within: place, bytes: few(4) }),
);
const pieces = [
  "-----",
  "BEGIN ",
  "END ",
  "\n",
  "\r",
  "=",
  "\u0000",
  "\u00e9",
  "\ufeff",
  "{",
  "<",
  "PRIVATE KEY",
  "\\n",
  "A",
];
const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 }));
const labels = [
  "NEW CERTIFICATE REQUEST",
  "CERTIFICATE",
  "PKCS7",
  "X509 CRL",
  "",
  "PRIVATE KEY",
  "certificate request",
];
const textChange: fc.Arbitrary<TextChange> = fc.oneof(
  fc.record({ kind: fc.constant("letter" as const), at: place, text: piece }),
  fc.record({
    kind: fc.constant("line" as const),
    at: place,
    how: fc.constantFrom("remove", "duplicate", "swap", "split"),
  }),
  fc.record({ kind: fc.constant("ends" as const), text: fc.constantFrom("\r\n", "\r", " ", "", "\n\n", "\u2028") }),
  fc.record({
    kind: fc.constant("label" as const),
    text: fc.oneof(fc.constantFrom(...labels), fc.string({ maxLength: 70 })),
  }),
  fc.record({ kind: fc.constant("around" as const), before: piece, after: piece }),
);

type Changes = { [Part in Exclude<keyof Mutation, "seed">]: fc.Arbitrary<Mutation[Part]> };
const none: Changes = { bytes: fc.constant([]), elements: fc.constant([]), text: fc.constant(null) };
const someBytes = fc.array(byteChange, { minLength: 1, maxLength: 3 });
const someElements = fc.array(elementChange, { minLength: 1, maxLength: 3 });
const someText = fc.array(textChange, { minLength: 1, maxLength: 3 });
const changes = fc.oneof(
  fc.record({ ...none, bytes: someBytes }),
  fc.record({ ...none, elements: someElements }),
  fc.record({ ...none, text: someText }),
  fc.record({ bytes: someBytes, elements: someElements, text: someText }),
);

/** Changes to bytes, to elements (the lengths around them set right) and to the text, of one kind or of all. */
export const mutation: fc.Arbitrary<Mutation> = fc.tuple(index, changes).map(([seed, change]) => ({ seed, ...change }));

/** What is pasted: base64 of the changed DER, or PEM of it, changed too. */
export function mutate(seeds: readonly Buffer[], { seed, bytes, elements, text }: Mutation): string {
  const pick = (number: number) => seeds[number % seeds.length]!;
  let row = parseTlv(pick(seed))!;
  for (const change of elements) row = changeElement(row, change, pick);
  const der = bytes.reduce((before, change) => changeBytes(before, change, pick), writeTlv(row));
  if (!text) return der.toString("base64");
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  const pem = ["-----BEGIN CERTIFICATE REQUEST-----", ...lines, "-----END CERTIFICATE REQUEST-----", ""].join("\n");
  return text.reduce(changeText, pem);
}

function changeBytes(der: Buffer, change: ByteChange, pick: (number: number) => Buffer): Buffer {
  const at = Math.floor(change.at * der.length);
  const around = (middle: Uint8Array, skipped: number) =>
    Buffer.concat([der.subarray(0, at), middle, der.subarray(at + skipped)]);
  switch (change.kind) {
    case "flip":
      return der.length === 0 ? der : around(Buffer.of(der[at]! ^ (1 << change.bit)), 1);
    case "replace":
      return around(change.bytes, change.bytes.length);
    case "insert":
      return around(change.bytes, 0);
    case "delete":
      return around(Buffer.alloc(0), change.count);
    case "truncate":
      return der.subarray(0, at);
    case "splice": {
      const other = pick(change.other);
      return Buffer.concat([der.subarray(0, at), other.subarray(Math.floor(change.from * other.length))]);
    }
  }
}

function changeElement(tree: Tlv[], change: ElementChange, pick: (number: number) => Buffer): Tlv[] {
  const places = placesOf(tree);
  const found = places[Math.floor(change.at * places.length)];
  if (!found) return tree;
  const { row, at } = found;
  const one = row[at]!;
  switch (change.kind) {
    case "retag":
      one.tag = change.tag;
      break;
    case "relength":
      one.length = Buffer.from(change.length);
      break;
    case "duplicate":
      row.splice(at, 0, one);
      break;
    case "remove":
      row.splice(at, 1);
      break;
    case "swap":
      row.push(...row.splice(at, 1));
      break;
    case "empty":
      Object.assign(one, { children: null, content: Buffer.alloc(0) });
      break;
    case "wrap":
      row[at] = { tag: 0x30, head: Buffer.alloc(0), content: Buffer.alloc(0), children: [one] };
      break;
    case "graft": {
      const others = placesOf(parseTlv(pick(change.other))!);
      const other = others[Math.floor(change.from * others.length)]!;
      row[at] = other.row[other.at]!;
      break;
    }
    case "content": {
      const content = Buffer.from(one.content);
      const from = Math.floor(change.within * content.length);
      Object.assign(one, {
        children: null,
        content: Buffer.concat([content.subarray(0, from), change.bytes, content.subarray(from + change.bytes.length)]),
      });
    }
  }
  return tree;
}

function changeText(text: string, change: TextChange): string {
  switch (change.kind) {
    case "letter": {
      const at = Math.floor(change.at * text.length);
      return text.slice(0, at) + change.text + text.slice(at + (change.text.length % 2));
    }
    case "line":
      return changeLine(text.split("\n"), change).join("\n");
    case "ends":
      return text.replaceAll("\n", change.text);
    case "label":
      return text.replaceAll("CERTIFICATE REQUEST", change.text);
    case "around":
      return change.before + text + change.after;
  }
}

function changeLine(
  lines: string[],
  { at: place, how }: { at: number; how: "remove" | "duplicate" | "swap" | "split" },
) {
  const at = Math.floor(place * lines.length);
  const line = lines[at]!;
  const half = line.length >> 1;
  if (how === "remove") return lines.toSpliced(at, 1);
  if (how === "duplicate") return lines.toSpliced(at, 0, line);
  if (how === "swap") return [...lines.toSpliced(at, 1), line];
  return lines.toSpliced(at, 1, line.slice(0, half), line.slice(half));
}
