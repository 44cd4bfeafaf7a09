import { readdirSync, statSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { corpusFiles, corpusText } from "../test/csr-corpus.ts";
import { verifyWithNode } from "../test/verify-with-node.ts";
import { readCsr } from "./csr.ts";
import { CsrFaultCode } from "./csr-faults.ts";

const folder = new URL("../fixtures/csr-corpus/", import.meta.url);
const rows = corpusFiles();

test.each(rows.map((row) => [row.expect, row.file, row.reason, row] as const))(
  "%s %s: %s",
  async (verdict, file, _, row) => {
    const { csr, faults } = await readCsr(corpusText(file), verifyWithNode);
    expect([...new Set(faults.map(({ code }) => code as string))].sort()).toEqual(row.codes.toSorted());
    expect(faults.length === 0 && csr !== null).toBe(verdict === "accept");
    if (row.found) expect(faults.map(({ found }) => found)).toContain(row.found);
  },
);

test("a row says of every file what it deserves, and a refusal has a fault", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.includes("/") && !path.startsWith("generate/"),
  );
  expect(files.sort()).toEqual(rows.map(({ file }) => file).sort());
  for (const { expect: verdict, codes, file } of rows) {
    expect([file, codes.length > 0]).toEqual([file, verdict === "refuse"]);
    expect([file, file.split("/")[1]!.startsWith(verdict === "accept" ? "good-" : "fail-")]).toEqual([file, true]);
    expect([file, statSync(new URL(file, folder)).size < 20_000]).toEqual([file, true]);
  }
});

test("there are over a hundred files, and most are made by other people's programs", () => {
  const ours = rows.filter(({ madeBy }) => madeBy.startsWith("by hand"));
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.length - ours.length).toBeGreaterThan(rows.length / 2);
});

test("every fault that the reader itself can find is in the corpus", () => {
  const codes = new Set(rows.flatMap((row) => row.codes));
  // Over 64 KiB is too large to be kept here; the last two need the ledger of keys.
  const elsewhere = ["TOO_LARGE", "KEY_COMPROMISED", "KEY_ALREADY_USED"];
  expect([...codes, ...elsewhere].sort()).toEqual(Object.keys(CsrFaultCode).sort());
});
