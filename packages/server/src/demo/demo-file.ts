import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Role } from "@duplicert/shared/roles";
import type { OrderName } from "./named-orders.ts";

/** What a script needs to try the demo: where it is, who may sign in, and which order shows what. */
export interface DemoFile {
  url: string;
  mailbox: string | null;
  /** Where a record or a file is published: what proves a domain of the demo. Null when the real internet is asked. */
  zone: string | null;
  users: { email: string; password: string; role: Role }[];
  /** The specialists are the CA's: they decide on organizations, and see no order. */
  apiKeys: {
    administrator: string;
    manager: string;
    standard: string;
    validationSpecialist: string;
    secondSpecialist: string;
  };
  orders: Record<OrderName, number>;
  /** Another account's: to try to reach across. */
  otherAccount: { apiKey: string; order: number; certificateId: string };
}

/** Writes demo.json, readable by its owner alone: whole or not at all. */
export async function writeDemoFile(dataFolder: string, content: DemoFile): Promise<void> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, "demo.json");
  const temporary = `${path}.tmp`;
  // of a run that was cut short; opened as it is, it would keep its mode
  await rm(temporary, { force: true });
  const file = await open(temporary, "wx", 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

/** Says in a demo.json made earlier where everything is now; the addresses are this start's, all else stays. */
export async function readdressDemoFile(
  dataFolder: string,
  here: Pick<DemoFile, "url" | "mailbox" | "zone">,
): Promise<void> {
  const text = await readFile(join(dataFolder, "demo.json"), "utf8").catch(() => null);
  if (text === null) return;
  const content: DemoFile = JSON.parse(text);
  if (content.url !== here.url || content.mailbox !== here.mailbox || content.zone !== here.zone)
    await writeDemoFile(dataFolder, { ...content, ...here });
}
