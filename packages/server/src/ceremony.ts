import { createInterface } from "node:readline/promises";
import { runCeremony } from "./ceremony/run-ceremony.ts";
import { commandFolder, configFromEnvironment } from "./config.ts";

/** Shows what will be done; only a typed "yes" goes on. */
async function confirm(text: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error("Nobody is here to say yes: add --yes.");
  const dialogue = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await dialogue.question(`${text}\nType yes to sign: `);
  dialogue.close();
  return answer.trim() === "yes";
}

const around = { now: new Date(), folder: commandFolder(), config: configFromEnvironment, confirm };
runCeremony(process.argv.slice(2), around).then(
  (words) => {
    console.log(words);
    // A session on a token would keep the process.
    process.exit(0);
  },
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
