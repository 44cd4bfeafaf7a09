import { run } from "./run-command.ts";
import type { Tool } from "./tool.ts";

/** One line for each command that is not there, with what to install. A tool that is missing fails a run; none is skipped. */
export async function missingTools(tools: readonly Tool[]): Promise<string[]> {
  const needs = new Map(tools.flatMap(({ needs }) => needs.map((need) => [need.command, need])));
  const asked = [...needs.values()].map(async ({ command, debian }) => {
    const { code } = await run("sh", ["-c", 'command -v "$1"', "sh", command]);
    return code === 0 ? [] : [`${command} is missing. On Debian: apt-get install ${debian}`];
  });
  return (await Promise.all(asked)).flat();
}
