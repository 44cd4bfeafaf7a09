import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./until.ts";

const serverFolder = fileURLToPath(new URL("../../server", import.meta.url));

export type RoleName =
  | "ADMINISTRATOR"
  | "MANAGER"
  | "FINANCE_MANAGER"
  | "STANDARD_USER"
  | "LIMITED_USER"
  | "VALIDATION_SPECIALIST";

export interface DemoUser {
  email: string;
  password: string;
  role: RoleName;
}

/** What `start` writes for scripts into demo.json, as far as a story needs it. */
interface Demo {
  url: string;
  mailbox: string;
  users: DemoUser[];
  apiKeys: { administrator: string; manager: string; standard: string; validationSpecialist: string };
  orders: Record<string, number>;
}

/** A whole product of its own, as a user starts it: own data, own ports, the demo account. */
export interface Product {
  url: string;
  mailbox: string;
  orders: Demo["orders"];
  apiKeys: Demo["apiKeys"];
  user(role: RoleName): DemoUser;
  /** Presses Ctrl-C, and throws when anything of it is left running, or when it did not end well. */
  stop(): Promise<void>;
}

/** Starts a product, and returns when it says that it is ready. */
export async function startProduct(): Promise<Product> {
  const data = mkdtempSync(join(tmpdir(), "duplicert-e2e-"));
  const [port, mailboxPort, zonePort] = await Promise.all([freePort(), freePort(), freePort()]);
  const ports = { PORT: String(port), MAILBOX_PORT: String(mailboxPort), ZONE_PORT: String(zonePort) };
  const child = spawn(process.execPath, ["--import", "tsx", "src/start.ts"], {
    cwd: serverFolder,
    env: { ...bareEnvironment(), DUPLICERT_DATA: data, ...ports },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const running = listen(child);
  try {
    await running.wrote("Duplicert is ready.");
    const demo: Demo = JSON.parse(readFileSync(join(data, "demo.json"), "utf8"));
    const user = (role: RoleName) => demo.users.find((one) => one.role === role)!;
    return { ...demo, user, stop: () => stop(child, running, data) };
  } catch (error) {
    await stop(child, running, data).catch(() => {});
    throw error;
  }
}

/** Our environment without what would change the product. */
function bareEnvironment(): Record<string, string> {
  const kept = ["PATH", "HOME", "TMPDIR", "LANG", "TZ"];
  const entries = Object.entries(process.env).filter(([name]) => kept.includes(name));
  return Object.fromEntries(entries) as Record<string, string>;
}

function listen(child: ChildProcess) {
  const heard: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => heard.push(String(chunk)));
  const output = () => heard.join("");
  const ended = once(child, "close").then(([code, signal]) => (signal ?? code) as string | number);
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const wrote = async (text: string) => {
    await until(`"${text}" from the product, or its end,`, () => output().includes(text) || isOver(), 180);
    if (isOver()) throw new Error(`The product ended before it wrote "${text}":\n${output()}`);
  };
  return { wrote, ended, output };
}

async function stop(child: ChildProcess, { ended, output }: ReturnType<typeof listen>, data: string): Promise<void> {
  child.kill("SIGINT");
  const code = await ended;
  const left = processesOf(data);
  const files = readdirSync(data).filter((name) => name.endsWith(".pid"));
  if (existsSync(join(data, "postgres/postmaster.pid"))) files.push("postgres/postmaster.pid");
  rmSync(data, { recursive: true, force: true });
  if (code !== 0 || left.length > 0 || files.length > 0)
    throw new Error(`The product ended with ${code}, left processes [${left}] and files [${files}]:\n${output()}`);
}

/** The processes that were told of this folder, by argument or environment; Linux shows both as files. */
function processesOf(data: string): string[] {
  if (process.platform !== "linux") return [];
  const names = (id: string, file: string) => {
    try {
      return readFileSync(`/proc/${id}/${file}`, "utf8").includes(data);
    } catch {
      return false;
    }
  };
  return readdirSync("/proc").filter((id) => /^\d+$/.test(id) && (names(id, "cmdline") || names(id, "environ")));
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = address && typeof address === "object" ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
