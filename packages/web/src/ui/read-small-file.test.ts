import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { readSmallFile } from "./read-small-file.ts";

const pem = readFileSync(new URL("../csr/fixtures/good-p256-sha256.pem", import.meta.url), "utf8");
const der = Buffer.from(pem.replace(/-----.*?-----|\s/g, ""), "base64");

test("a PEM file is read as it is", async () => {
  expect(await readSmallFile(new Blob([pem]))).toEqual({ text: pem });
});

test("a PEM file in UTF-16, as PowerShell writes it, is read", async () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(pem, "utf16le")]);
  expect(await readSmallFile(new Blob([utf16]))).toEqual({ text: pem });
});

test("a DER file becomes base64 without armour", async () => {
  const file = await readSmallFile(new Blob([der]));
  expect("text" in file && Buffer.from(file.text, "base64").equals(der)).toBe(true);
});

test("a file over 64 KiB is refused and not read", async () => {
  expect(await readSmallFile(new Blob(["a".repeat(65_537)]))).toEqual({ problem: "TOO_LARGE" });
  expect(await readSmallFile(new Blob(["a".repeat(65_536)]))).toEqual({ text: "a".repeat(65_536) });
});
