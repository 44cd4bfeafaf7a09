import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../../src", import.meta.url));

const serve = `
import { createServer } from "node:http";
import { onStop, reportReady } from "${source}/foundation/child-process.ts";
const server = createServer((request, response) => {
  response.end(JSON.stringify({ pid: process.pid, env: process.env }));
});
onStop(() => void server.close());
server.listen(Number(process.env.PORT), process.env.HOST, () => reportReady());
`;

const work = `
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { onStop, reportReady } from "${source}/foundation/child-process.ts";
const told = JSON.stringify({ pid: process.pid, env: process.env });
writeFileSync(join(process.env.DUPLICERT_DATA, "work.json"), told);
onStop(() => clearInterval(timer));
const timer = setInterval(() => {}, 1_000);
reportReady();
`;

/** A folder with a `start` of two small children, for judging `start` alone: its repository, its data, and what to run. */
export interface Stage {
  folder: string;
  data: string;
  startFile: string;
  clear(): void;
}

/** Sets the stage; `children` replaces the text of a child. */
export function setStage(children: { serve?: string; work?: string } = {}): Stage {
  const folder = mkdtempSync(join(tmpdir(), "duplicert-start-"));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  mkdirSync(join(folder, "packages/web/dist"), { recursive: true });
  write("packages/web/dist/index.html", "<p>built</p>");
  const programs = {
    serve: write("serve.mts", children.serve ?? serve),
    work: write("work.mts", children.work ?? work),
    root: folder,
  };
  const startFile = write(
    "start.mts",
    `import { start } from "${source}/start/bring-up.ts"; await start(${JSON.stringify(programs)});`,
  );
  return {
    folder,
    data: join(folder, "data"),
    startFile,
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
