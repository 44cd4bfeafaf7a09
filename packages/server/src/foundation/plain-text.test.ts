import "reflect-metadata";
import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "@jest/globals";
import { plainText } from "./plain-text.ts";

const codes = (...points: number[]) =>
  points.map((point) => [point.toString(16), String.fromCodePoint(point)] as const);
const breaks = codes(0x09, 0x0a, 0x0d);
const controls = codes(0x00, 0x07, 0x0b, 0x0c, 0x1b, 0x7f, 0x85, 0x9f);
const inLinesOnly = codes(0x2028, 0x2029, 0x61c, 0x200e, 0x200f, 0x202a, 0x202e, 0x2066, 0x2069);

test.each([...breaks, ...inLinesOnly])("U+%s would forge a line, and stands in lines only", (_, character) => {
  const text = `web 1${character}Status: approved`;
  expect(() => plainText("serverName", text, 200)).toThrow(/^serverName holds line breaks or control/);
  expect(plainText("comments", text, 200, { lines: true })).toBe(text);
});

test.each(controls)("U+%s stands nowhere", (_, character) => {
  const text = `web${character}1`;
  expect(() => plainText("serverName", text, 200)).toThrow(/^serverName holds/);
  expect(() => plainText("comments", text, 200, { lines: true })).toThrow(/^comments holds control characters/);
});

test("names in any script are kept as they are, trimmed; blank is null", () => {
  for (const name of ["網站伺服器 1", "خادم", "Zoë’s server 👩‍💻", "a-b_c.d (e)"]) {
    expect(plainText("serverName", ` ${name}\n`, 200)).toBe(name);
  }
  expect(plainText("serverName", " \n\t", 200)).toBeNull();
  expect(plainText("serverName", null, 200)).toBeNull();
});

test("a private key is kept nowhere, with armour or without", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = String(privateKey.export({ type: "pkcs8", format: "pem" }));
  const base64 = privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
  const jwk = JSON.stringify(privateKey.export({ format: "jwk" }));
  for (const text of [pem, pem.replace(/-----[^-]+-----/g, ""), base64, jwk, `the key:\n${pem}`])
    expect(() => plainText("comments", text, 2000, { lines: true })).toThrow(/^comments holds a private key/);
});
