import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import koffi from "koffi";
import type { Pkcs11Settings } from "./pkcs11-token.ts";

// Debian's softhsm2, on any machine.
const usual = [
  "/usr/lib/softhsm/libsofthsm2.so",
  "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
  "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
];

/** For tests: the module of SoftHSM; null where it is not installed. */
export function softHsmModule(named: string | undefined): string | null {
  const module = named ?? usual.find((path) => existsSync(path));
  const tool = spawnSync("softhsm2-util", ["--version"]).status === 0;
  return module && tool ? module : null;
}

/** For tests: a token of SoftHSM in a temporary folder. `closeSessions` takes all sessions away, as a device does that is pulled out. */
export function softToken(module: string): { settings: Pkcs11Settings; closeSessions(): void; discard(): void } {
  const folder = mkdtempSync(join(tmpdir(), "duplicert-hsm-"));
  const conf = join(folder, "softhsm2.conf");
  mkdirSync(join(folder, "tokens"));
  writeFileSync(
    conf,
    `directories.tokendir = ${join(folder, "tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  );
  // The module asks the C library, which knows nothing of the environment that a test sees.
  koffi.load(null).func("int setenv(const char *name, const char *value, int overwrite)")("SOFTHSM2_CONF", conf, 1);
  const lib = koffi.load(module);
  // One process, several tokens after each other: only a new beginning reads the new folder.
  const finalize = lib.func("C_Finalize", "unsigned long", ["void *"]);
  finalize(null);
  const label = `test ${randomBytes(4).toString("hex")}`;
  const pin = "1234 and more";
  const made = spawnSync(
    "softhsm2-util",
    ["--init-token", "--free", "--label", label, "--pin", pin, "--so-pin", "a security officer"],
    { env: { SOFTHSM2_CONF: conf, PATH: "/usr/bin:/bin" }, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`softhsm2-util made no token: ${made.stdout}${made.stderr}`);
  const slots = lib.func("C_GetSlotList", "unsigned long", ["uint8_t", "void *", "void *"]);
  const closeAll = lib.func("C_CloseAllSessions", "unsigned long", ["unsigned long"]);
  return {
    settings: { module, token: label, pin },
    closeSessions() {
      const [found, count] = [Buffer.alloc(64), Buffer.from([8, 0, 0, 0, 0, 0, 0, 0])];
      slots(1, found, count);
      for (let at = 0; at < count[0]!; at++) closeAll(found.readBigUInt64LE(at * 8));
    },
    discard() {
      finalize(null);
      rmSync(folder, { recursive: true });
    },
  };
}
