import { readFileSync, writeFileSync } from "node:fs";
import { schemaText } from "./schema.ts";

// Writes the contract; with --check only says whether it is up to date.
const file = new URL("../schema.graphql", import.meta.url);
const text = await schemaText();
if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text) {
  console.error("schema.graphql is not what the code says: run `pnpm schema` and commit it.");
  process.exitCode = 1;
}
