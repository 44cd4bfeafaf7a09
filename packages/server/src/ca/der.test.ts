import { expect, test } from "@jest/globals";
import { booleanOf, oidText, readAll, readOne, timeOf } from "./der.ts";

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(" ", ""), "hex");

test.each([
  ["bytes after the end", "0500 00"],
  ["a length of indefinite form", "3080 0000"],
  ["a long length where a short one does", "048101 00"],
  ["a length with a zero in front", `04820001 00`],
  ["a content that is cut off", "0402 00"],
  ["a length that is cut off", "0482 01"],
  ["a tag of several bytes", "1f8101 00"],
  ["nothing at all", ""],
])("%s is not DER", (_, hex) => {
  expect(() => readOne(bytes(hex))).toThrow();
});

test("several elements are read to the last byte", () => {
  expect(readAll(bytes("0500 0101ff")).map(({ tag }) => tag)).toEqual([5, 1]);
});

test.each([
  ["2.5.29.15", "0603551d0f"],
  ["1.3.6.1.4.1.311.60.2.1.3", "060b2b0601040182373c020103"],
  ["2.23.140.1.2.2", "060667810c010202"],
  ["2.999.3", "0603883703"],
])("the object identifier %s is read", (text, hex) => {
  expect(oidText(readOne(bytes(hex)))).toBe(text);
});

test("an object identifier that is cut off or padded is refused", () => {
  expect(() => oidText(readOne(bytes("06022b86")))).toThrow();
  expect(() => oidText(readOne(bytes("06032b8001")))).toThrow();
});

test("a boolean is 00 or FF", () => {
  expect(booleanOf(readOne(bytes("0101ff")))).toBe(true);
  expect(() => booleanOf(readOne(bytes("010101")))).toThrow();
});

test.each([
  "170b323631313230313030305a",
  "1811323032363131323031303030303030305a",
  "170d3236313333323130303030305a",
  "180f32303236313132303130303030305a",
])("the time %s is out of form", (hex) => {
  expect(() => timeOf(readOne(bytes(hex)))).toThrow();
});
