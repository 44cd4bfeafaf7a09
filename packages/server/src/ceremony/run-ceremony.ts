import { parseArgs } from "node:util";
import { exportChain } from "./export-chain.ts";
import { installCa } from "./install-ca.ts";
import { installCrl } from "./install-crl.ts";
import { listCas } from "./list-cas.ts";
import { makeRoot } from "./make-root.ts";
import { requestCa } from "./request-ca.ts";
import { retireCa } from "./retire-ca.ts";
import { signIssuingCa } from "./sign-issuing-ca.ts";
import { signRootCrl } from "./sign-root-crl.ts";
import type { Around, Given, Verb } from "./verb.ts";

const verbs: Record<string, Verb> = {
  root: makeRoot,
  sign: signIssuingCa,
  "root-crl": signRootCrl,
  request: requestCa,
  install: installCa,
  "install-crl": installCrl,
  retire: retireCa,
  list: listCas,
  export: exportChain,
};

/** Does what the arguments say; what it returns is for the person who typed them. Throws, in words, when it will not. */
export async function runCeremony(words: readonly string[], around: Around): Promise<string> {
  const [name = "", ...rest] = words;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!verb) throw new Error(`${name ? `There is no "${name}" in the ceremony. ` : ""}${usage()}`);
  return verb.run(readOptions(verb, rest), around);
}

function readOptions({ usage, required, optional = [], flags = [] }: Verb, words: string[]): Given {
  const options = Object.fromEntries([
    ...[...required, ...optional].map((name) => [name, { type: "string" as const }] as const),
    ...flags.map((name) => [name, { type: "boolean" as const }] as const),
  ]);
  try {
    const { values } = parseArgs({ args: words, options, strict: true });
    const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
    const missing = required.find((one) => !given[one]?.trim());
    if (missing) throw new Error(`--${missing} is missing`);
    return given;
  } catch (error) {
    throw new Error(`${(error as Error).message}.\nUsage: ceremony ${usage}`);
  }
}

function usage(): string {
  const lines = Object.values(verbs).map((verb) => `  npx --yes pnpm@12 ceremony ${verb.usage}`);
  return ["Step by step in docs/key-ceremony.md:", ...lines].join("\n");
}
