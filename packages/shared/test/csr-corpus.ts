import { readFileSync } from "node:fs";

const folder = new URL("../fixtures/csr-corpus/", import.meta.url);

/** A file of the corpus, and what it deserves. */
export interface CorpusFile {
  file: string;
  madeBy: string;
  expect: "accept" | "refuse";
  codes: string[];
  /** The words of one fault, where they matter; else empty. */
  found: string;
  reason: string;
  clause: string;
}

/** Every row of the manifest. */
export function corpusFiles(): CorpusFile[] {
  const [, ...rows] = readFileSync(new URL("manifest.tsv", folder), "utf8").trimEnd().split("\n");
  return rows.map((row) => {
    const [file, madeBy, expect, codes, found, reason, clause] = row.split("\t") as [
      string,
      string,
      string,
      ...string[],
    ];
    if (!clause || (expect !== "accept" && expect !== "refuse")) throw new Error(`No such row: ${row}`);
    return { file, madeBy, expect, codes: codes!.split(" ").filter(Boolean), found: found!, reason: reason!, clause };
  });
}

/** A file as the form hands it over: DER as base64, anything else as text. */
export function corpusText(file: string): string {
  return readFileSync(new URL(file, folder)).toString(file.endsWith(".der") ? "base64" : "utf8");
}
