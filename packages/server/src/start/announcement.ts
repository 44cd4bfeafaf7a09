import { readFileSync } from "node:fs";
import { z } from "zod";

const demo = z.object({
  users: z.array(z.object({ email: z.string(), password: z.string(), role: z.string() })),
  orders: z.record(z.string(), z.number()).optional(),
});
type Demo = z.infer<typeof demo>;

/** The demo account's users as written in this file; null when there is no such file, or it is not one. */
export function readDemo(file: string): Demo | null {
  try {
    return demo.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/** What `start` prints when everything answers: where to go, and how to sign in. */
export function announcement(places: {
  publicUrl: string;
  mailboxUrl: string | null;
  zoneUrl: string | null;
  dataFolder: string;
  demoFile: string;
  demo: Demo | null;
}): string {
  const { publicUrl, mailboxUrl, zoneUrl, dataFolder } = places;
  const lines = [
    "",
    "  Duplicert is ready.",
    "",
    `    Open         ${publicUrl}`,
    `    Playground   ${publicUrl}/playground`,
    ...(mailboxUrl ? [`    Mailbox      ${mailboxUrl}`] : []),
    ...(zoneUrl ? [`    DNS records  ${zoneUrl}`] : []),
    `    Data         ${dataFolder}`,
    "",
    ...signIn(places.demo, places.demoFile),
    "  Ctrl-C stops everything.",
    "",
  ];
  return lines.join("\n");
}

function signIn(found: Demo | null, demoFile: string): string[] {
  if (!found?.users.length) return [];
  const widest = (pick: (user: Demo["users"][number]) => string) =>
    Math.max(...found.users.map((user) => pick(user).length));
  const [email, password] = [widest((user) => user.email), widest((user) => user.password)];
  return [
    "  Sign in as",
    ...found.users.map(
      (user) => `    ${user.email.padEnd(email)}   ${user.password.padEnd(password)}   ${roleWords(user.role)}`,
    ),
    "",
    `  API keys and order numbers for scripts: ${demoFile}`,
    "",
  ];
}

const roleWords = (role: string) => role.toLowerCase().replaceAll("_", " ");
