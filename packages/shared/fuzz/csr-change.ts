import { parseTlv, placesOf, type Tlv } from "./tlv.ts";

/** One change; a place is a fraction of what there is, so that every change fits every CSR. */
export type ByteChange =
  | { kind: "flip"; at: number; bit: number }
  | { kind: "replace" | "insert"; at: number; bytes: Uint8Array }
  | { kind: "delete"; at: number; count: number }
  | { kind: "truncate"; at: number }
  | { kind: "splice"; at: number; other: number; from: number };
export type ElementChange =
  | { kind: "retag"; at: number; tag: number }
  | { kind: "relength"; at: number; length: Uint8Array }
  | { kind: "duplicate" | "remove" | "swap" | "empty" | "wrap"; at: number }
  | { kind: "graft"; at: number; other: number; from: number }
  | { kind: "content"; at: number; within: number; bytes: Uint8Array };
export type TextChange =
  | { kind: "letter"; at: number; text: string }
  | { kind: "line"; at: number; how: "remove" | "duplicate" | "swap" | "split" }
  | { kind: "ends"; text: string }
  | { kind: "label"; text: string }
  | { kind: "around"; before: string; after: string };

/** Octets changed, whatever they mean. */
export function changeBytes(der: Buffer, change: ByteChange, pick: (number: number) => Buffer): Buffer {
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

/** An element changed, and the lengths around it set right. */
export function changeElement(tree: Tlv[], change: ElementChange, pick: (number: number) => Buffer): Tlv[] {
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

/** What is pasted changed. */
export function changeText(text: string, change: TextChange): string {
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
