import fc from "fast-check";
import {
  type ByteChange,
  changeBytes,
  changeElement,
  changeText,
  type ElementChange,
  type TextChange,
} from "./csr-change.ts";
import { parseTlv, writeTlv } from "./tlv.ts";

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
