import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { repositoryRoot } from "../../src/config.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../src/start/embedded-postgres.ts";
import { freePort } from "../../src/start/free-port.ts";
import { type Program, runCommand, until } from "./processes.ts";

const dockerfile = readFileSync(join(repositoryRoot, "docker/Dockerfile"), "utf8");
const compose = readFileSync(join(repositoryRoot, "docker/compose.yaml"), "utf8");
const running: Program[] = [];
let folder: string;
let database: EmbeddedPostgres;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "duplicert-docker-"));
  database = await startEmbeddedPostgres({ folder: join(folder, "database"), durable: false });
  secret("database_url", database.url);
  secret("auth_secret", "a".repeat(32));
  secret("ca_passphrase", "open sesame");
  secret("smtp_url", "smtp://127.0.0.1:9");
});

afterAll(async () => {
  for (const program of running) program.child.kill("SIGKILL");
  await Promise.all(running.map((program) => program.ended));
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

function secret(name: string, text: string): void {
  writeFileSync(join(folder, name), `${text}\n`, { mode: 0o600 });
}

/** The lines of one service in compose.yaml. */
function service(name: string): string {
  const found = new RegExp(`^  ${name}:\\n((?: {4}.*\\n|\\n)+)`, "m").exec(compose)?.[1];
  if (!found) throw new Error(`compose.yaml has no service ${name}`);
  return found;
}

function words(text: string, pattern: RegExp): string[] {
  const found = pattern.exec(text)?.[1];
  if (!found) throw new Error(`nothing here is like ${pattern}`);
  return JSON.parse(found) as string[];
}

const command = (name: string) => words(service(name), /^ {4}(?:command|entrypoint): (\[.*\])$/m);

/** What this service finds in its environment, with the secrets where this test put them instead of /run/secrets. */
function environment(name: string, port: number): Record<string, string> {
  const files = [...service(name).matchAll(/^ {4}secrets: \[(.*)\]$/gm)].flatMap((match) => match[1]!.split(", "));
  const given = Object.fromEntries(
    [...compose.matchAll(/^ +(\w+_FILE): \/run\/secrets\/(\w+)$/gm)]
      .filter(([, , file]) => files.includes(file!))
      .map(([, variable, file]) => [variable!, join(folder, file!)]),
  );
  const image = Object.fromEntries(
    [...dockerfile.matchAll(/\b([A-Z_]+)=(\S+)/g)].map(([, key, value]) => [key!, value!]),
  );
  const here = { HOST: "127.0.0.1", PORT: String(port), DUPLICERT_DATA: join(folder, "data") };
  const unset = { DATABASE_URL: "", SMTP_URL: "", AUTH_SECRET: "", DEMO: "" };
  return { ...image, ...unset, ...given, ...here, PUBLIC_URL: "https://certificates.example.com", LOG_LEVEL: "warn" };
}

function run(name: string, port: number, ...more: string[]): Program {
  const program = runCommand([...command(name), ...more], environment(name, port));
  running.push(program);
  return program;
}

const status = (port: number, path: string) =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    (answer) => answer.status,
    () => 0,
  );

test("everything the image is made of is in the repository", () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap((match) =>
    match[1]!.split(" ").slice(0, -1),
  );
  expect(copied.length).toBeGreaterThan(10);
  expect(copied.filter((path) => !existsSync(join(repositoryRoot, path)))).toEqual([]);
});

test("every script that is run while the image is made finds there the files it names", () => {
  const stages = [...dockerfile.matchAll(/^FROM (\S+)(?: AS (\S+))?\n((?:(?!FROM ).*\n)*)/gm)];
  const linesOf = (name: string): string[] =>
    stages
      .filter(([, , as]) => as === name)
      .flatMap(([, from, , lines]) => [...linesOf(from!), ...lines!.split("\n").filter(Boolean)]);
  const scripts: string[] = [];
  for (const stage of ["web", "server"]) {
    const copied: string[] = [];
    for (const line of linesOf(stage)) {
      if (line.startsWith("COPY ")) copied.push(...line.split(" ").slice(1, -1));
      const [, workspace, script] = /^RUN npx --yes pnpm@12 (?:--filter (\S+) )?(\w+)/.exec(line) ?? [];
      if (!script || script === "install") continue;
      scripts.push(script);
      const named = filesOf(workspace ? workspace.replace("@duplicert/", "packages/") : "", script);
      expect(named.length).toBeGreaterThan(0);
      const missing = named.filter((file) => !copied.some((path) => file === path || file.startsWith(`${path}/`)));
      expect([line, missing]).toEqual([line, []]);
    }
  }
  expect(scripts).toEqual(["build"]);
});

/** The files of the repository that a script of a package.json names, and those of the scripts it runs. */
function filesOf(folder: string, script: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(repositoryRoot, folder, "package.json"), "utf8"));
  const text: string | undefined = scripts[script];
  if (!text) throw new Error(`${folder}/package.json has no script ${script}`);
  const place = /^cd (\S+) &&/.exec(text)?.[1] ?? "";
  const files = text.match(/\S+\.ts\b/g) ?? [];
  const others = [...text.matchAll(/\bpnpm (\w+)/g)].flatMap(([, other]) => filesOf(folder, other!));
  return [...files.map((file) => join(folder, place, file)), ...others];
}

test("the image runs serve unless it is told otherwise, and the services run serve, work and setup", () => {
  expect(words(dockerfile, /^CMD (\[.*\])$/m)).toEqual(command("serve"));
  for (const name of ["serve", "work", "setup"]) {
    const file = command(name).at(-1)!;
    expect(file).toBe(`src/${name}.ts`);
    expect(existsSync(join(repositoryRoot, "packages/server", file))).toBe(true);
  }
});

test("only work and setup are given what opens the CA's keys", () => {
  expect(service("serve")).not.toMatch(/ca_passphrase|keys:/);
  expect(service("work")).toMatch(/ca_passphrase/);
  expect(service("setup")).toMatch(/ca_passphrase/);
});

test("the commands of compose.yaml come up together, make the first account, and stop when they are told to", async () => {
  const ports = [await freePort(), await freePort()] as const;
  const replicas = ports.map((port) => run("serve", port));
  for (const port of ports) await until(async () => (await status(port, "/healthz")) === 200);
  expect(await status(ports[0], "/readyz")).toBe(503);

  const work = run("work", ports[0]);
  for (const port of ports) await until(async () => (await status(port, "/readyz")) === 200);

  const setup = run("setup", ports[0], "--account", "Example Ltd", "--email", "admin@example.com");
  expect(await setup.ended).toBe(0);
  expect(setup.output()).toContain("https://certificates.example.com/");

  for (const program of [...replicas, work]) program.child.kill("SIGTERM");
  expect(await Promise.all([...replicas, work].map((program) => program.ended))).toEqual([0, 0, 0]);
}, 180_000);
