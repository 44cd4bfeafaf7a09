import { join } from "node:path";
import { run } from "../run-command.ts";
import type { Need } from "../tool.ts";
import { cacheFolder, folder } from "./folders.ts";

export const goNeeds: readonly Need[] = [{ command: "go", debian: "golang-go (1.25 or newer)" }];

/** Builds one of our Go programs by what go.sum pins; the path of the program. */
export async function goProgram(name: string): Promise<string> {
  const program = join(cacheFolder, name);
  const args = ["GOTOOLCHAIN=local", "GOFLAGS=-mod=readonly", "GOWORK=off", "CGO_ENABLED=0"];
  const build = ["go", "build", "-buildvcs=false", "-o", program, `./${name}`];
  const { code, text } = await run("env", [...args, ...build], { cwd: join(folder, "go") });
  if (code !== 0) throw new Error(`go build ${name} ended with ${code}:\n${text.slice(-4000)}`);
  return program;
}
