import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";

const packages = fileURLToPath(new URL("../..", import.meta.url));
const serverSource = "server/src";

/**
 * The house: which room may import which, the youngest first. A younger room knows the older ones, never the other way round;
 * what an older room has to ask of a younger one goes through the queue. Every room may import `shared` and other files of its own.
 */
const mayImport: Record<string, readonly string[]> = {
  // the doors: processes and what they are put together from
  start: ["config", "zone", "foundation"],
  setup: ["config", "ca-settings", "database", "migrate", "certificates", "accounts", "foundation"],
  "keys-command": ["config", "database", "migrate", "keys", "foundation"],
  ceremony: ["config", "ca-settings", "database", "migrate", "certificates", "ca", "audit", "foundation"],
  serve: ["config", "database", "migrate", "http", "accounts", "foundation"],
  work: [
    "config",
    "ca-settings",
    "database",
    "migrate",
    "demo",
    "reissues",
    "lapses",
    "compromises",
    "requests",
    "certificates",
    "domains",
    "organizations",
    "keys",
    "mail",
    "accounts",
    "ca",
    "network",
    "foundation",
  ],
  // the demo's own DNS and web server
  zone: ["demo"],
  perspective: ["config", "network", "foundation"],
  "write-schema": ["schema"],
  http: [
    "config",
    "schema",
    "migrate",
    "demo",
    "work",
    "certificates",
    "domains",
    "organizations",
    "accounts",
    "foundation",
  ],
  demo: [
    "imports",
    "reissues",
    "placements",
    "duplicates",
    "requests",
    "certificates",
    "keys",
    "orders",
    "domains",
    "organizations",
    "accounts",
    "audit",
    "network",
    "ca",
    "foundation",
  ],
  schema: [
    "imports",
    "lapses",
    "revocations",
    "compromises",
    "reissues",
    "placements",
    "duplicates",
    "requests",
    "certificates",
    "keys",
    "orders",
    "domains",
    "organizations",
    "accounts",
  ],
  database: [
    "migrations",
    "requests",
    "certificates",
    "keys",
    "orders",
    "domains",
    "organizations",
    "mail",
    "accounts",
    "audit",
  ],
  // the rooms
  imports: ["certificates", "keys", "orders", "domains", "organizations", "audit", "ca", "foundation"],
  lapses: ["requests", "orders", "domains", "organizations", "mail", "accounts", "audit", "foundation"],
  compromises: ["csrs", "certificates", "keys", "orders", "mail", "accounts", "audit", "foundation"],
  revocations: ["requests", "certificates", "orders", "audit", "foundation"],
  reissues: [
    "requests",
    "csrs",
    "certificates",
    "keys",
    "orders",
    "domains",
    "mail",
    "accounts",
    "audit",
    "foundation",
  ],
  placements: ["requests", "csrs", "certificates", "keys", "orders", "domains", "organizations", "audit", "foundation"],
  duplicates: ["requests", "csrs", "certificates", "keys", "orders", "audit", "foundation"],
  requests: ["certificates", "keys", "orders", "domains", "organizations", "mail", "accounts", "audit", "foundation"],
  csrs: ["keys", "foundation"],
  certificates: [
    "keys",
    "organizations",
    "domains",
    "orders",
    "ca",
    "network",
    "mail",
    "accounts",
    "audit",
    "foundation",
  ],
  keys: ["audit", "foundation"],
  orders: ["domains", "organizations", "foundation"],
  domains: ["network", "mail", "accounts", "audit", "foundation"],
  organizations: ["mail", "accounts", "audit", "foundation"],
  mail: ["accounts", "foundation"],
  accounts: ["audit", "foundation"],
  audit: ["foundation"],
  // what stands by itself: `ca` knows no room at all and could be a process of its own
  ca: [],
  foundation: [],
  // what is asked of the outside
  network: [],
  migrations: [],
  migrate: [],
  "ca-settings": ["config", "certificates"],
  config: ["network"],
};

const sources = (folder: string) =>
  globSync(`${folder}/**/*.{ts,tsx}`, { cwd: packages, exclude: (name) => name.includes("node_modules") }).filter(
    (file) => !/\.test\.tsx?$/.test(file),
  );
const textOf = (file: string) => readFileSync(join(packages, file), "utf8");

/** What a file imports, and whether anything of it is there at run time. */
function importsOf(file: string): { from: string; typeOnly: boolean }[] {
  const statements = textOf(file).matchAll(
    /^\s*(?:import|export)\s+(type\s+)?([^;'"]*?from\s+)?"([^"]+)"|import\("([^"]+)"\)/gm,
  );
  return [...statements].map(([, type, what, from, lazy]) => {
    const named = /\{([^}]*)\}/.exec(what ?? "")?.[1] ?? "x";
    return {
      from: (from ?? lazy) as string,
      typeOnly: Boolean(type) || named.split(",").every((one) => /^\s*(type\s|$)/.test(one)),
    };
  });
}

const resolve = (file: string, from: string) => normalize(join(dirname(file), from));

/** The room a server's file is in; a file beside the rooms is one by itself, the door of the folder of its name. */
const roomOf = (file: string) => relative(serverSource, file).split("/")[0]?.replace(/\.ts$/, "") as string;

function arrows(): { file: string; to: string }[] {
  return sources(serverSource).flatMap((file) =>
    importsOf(file)
      .filter(({ from }) => from.startsWith("."))
      .map(({ from }) => ({ file, to: roomOf(resolve(file, from)) }))
      .filter(({ to }) => to !== roomOf(file)),
  );
}

test("rooms import only older rooms", () => {
  const wrong = arrows().filter(({ file, to }) => !mayImport[roomOf(file)]?.includes(to));
  expect(wrong).toEqual([]);
  expect(new Set(sources(serverSource).map(roomOf))).toEqual(new Set(Object.keys(mayImport)));
});

test("every arrow that is allowed is used", () => {
  const used = new Set(arrows().map(({ file, to }) => `${roomOf(file)} -> ${to}`));
  const allowed = Object.entries(mayImport).flatMap(([room, others]) => others.map((other) => `${room} -> ${other}`));
  expect(allowed.filter((arrow) => !used.has(arrow))).toEqual([]);
});

test("there is no cycle, of rooms or of files", () => {
  expect(cycleIn(new Map(Object.entries(mayImport)))).toBeNull();
  const files = [...sources(serverSource), ...sources("shared/src"), ...sources("web/src")];
  // what is only a type is gone when it runs
  const graph = new Map(
    files.map((file) => [
      file,
      importsOf(file).flatMap(({ from, typeOnly }) => (from.startsWith(".") && !typeOnly ? resolve(file, from) : [])),
    ]),
  );
  expect(cycleIn(graph)).toBeNull();
});

function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  const walk = (node: string, path: string[]): string[] | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const cycle = walk(next, [...path, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = walk(node, []);
    if (cycle) return cycle;
  }
  return null;
}

test("the web reads the server's schema and never its code; shared knows neither", () => {
  const codeOfServer = /@duplicert\/server|(^|\/)server\/(src|test)\//;
  for (const file of [...sources("web/src"), ...sources("web/e2e")]) {
    for (const { from } of importsOf(file))
      expect([file, codeOfServer.test(from.startsWith(".") ? resolve(file, from) : from)]).toEqual([file, false]);
  }
  for (const file of sources("shared/src")) {
    const foreign = importsOf(file).filter(({ from }) => !from.startsWith("./") && from !== "jsrsasign");
    expect([file, foreign]).toEqual([file, []]);
  }
  for (const file of sources(serverSource)) {
    const web = importsOf(file).filter(
      ({ from }) => from.startsWith("@duplicert/web") || resolve(file, from).startsWith("web/"),
    );
    expect([file, web]).toEqual([file, []]);
  }
});

test("jsrsasign stays behind two files, and does no cryptography there", () => {
  const all = ["server/src", "server/test", "shared/src", "web/src", "web/e2e"].flatMap(sources);
  const users = all.filter((file) => importsOf(file).some(({ from }) => from === "jsrsasign"));
  expect(users.sort()).toEqual(["server/src/ca/asn1.ts", "shared/src/csr.ts"]);
  for (const file of users)
    expect(textOf(file)).not.toMatch(
      /\bKJUR\.crypto\.(Signature|Mac|MessageDigest|Cipher)|\bKEYUTIL\.generate|verifySignature\(/,
    );
});

test("the environment is read in one file, and the time is asked for where a process begins", () => {
  const files = [...sources(serverSource), ...sources("shared/src")];
  const readers = files.filter((file) => /\bprocess\.env\b/.test(textOf(file)));
  expect(readers).toEqual([`${serverSource}/config.ts`]);
  const clocks = files.filter(
    (file) => /\bnew Date\(\)|\bDate\.now\(\)/.test(textOf(file)) && !file.startsWith(`${serverSource}/start/`),
  );
  expect(clocks.sort()).toEqual(
    ["ceremony", "keys-command", "serve", "setup", "work"].map((name) => `${serverSource}/${name}.ts`),
  );
});

test("the tables are made by migrations alone, and read and written through two doors", () => {
  const files = sources(serverSource);
  for (const file of files)
    expect([file, /synchronize:\s*true|\.synchronize\(/.test(textOf(file))]).toEqual([file, false]);
  const direct = files.filter((file) => /\bsource\.(manager|query|transaction|getRepository)\b/.test(textOf(file)));
  // the doors themselves, and what there is before there is a table
  expect(direct.filter((file) => !["foundation", "migrate", "start"].includes(roomOf(file)))).toEqual([]);
});
