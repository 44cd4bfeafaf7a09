import { expect, test } from "@jest/globals";
import { readDer } from "./der.ts";
import { readPssParameters } from "./pss-parameters.ts";

const read = (hex: string) => {
  const element = readDer(Buffer.from(hex, "hex"));
  if (typeof element === "string") throw new Error(element);
  return readPssParameters(element);
};
const sequence = (...parts: string[]) => wrap("30", parts.join(""));
const wrap = (tag: string, content: string) => tag + (content.length / 2).toString(16).padStart(2, "0") + content;

const sha256 = sequence("0609608648016503040201", "0500");
const sha384 = sequence("0609608648016503040202");
const mgf1 = (hash: string) => sequence("06092a864886f70d010108", hash);

test("the parameters name a hash, the same hash for the mask, and the length of the salt", () => {
  const written = sequence(wrap("a0", sha256), wrap("a1", mgf1(sha256)), wrap("a2", "020120"));
  expect(read(written)).toEqual({ hash: "sha256", saltLength: 32 });
  const other = sequence(wrap("a0", sha384), wrap("a1", mgf1(sha384)), wrap("a2", "02020120"), wrap("a3", "020101"));
  expect(read(other)).toEqual({ hash: "sha384", saltLength: 288 });
});

test("what is left out is SHA-1 and a salt of 20 octets", () => {
  expect(read(sequence())).toEqual({ hash: "sha1", saltLength: 20 });
});

test.each([
  ["another hash for the mask", sequence(wrap("a0", sha256), wrap("a1", mgf1(sha384)))],
  ["a hash with the mask left out", sequence(wrap("a0", sha256))],
  ["fields in another order", sequence(wrap("a2", "020120"), wrap("a0", sha256), wrap("a1", mgf1(sha256)))],
  ["a field twice", sequence(wrap("a2", "020120"), wrap("a2", "020120"))],
  ["an unknown field", sequence(wrap("a4", "020120"))],
  ["a negative salt", sequence(wrap("a2", "0201ff"))],
  ["another trailer", sequence(wrap("a3", "020102"))],
  ["an unknown hash", sequence(wrap("a0", sequence("06032a0304")))],
  ["NULL", "0500"],
])("%s is refused", (_what, hex) => {
  expect(read(hex)).toBeNull();
});
