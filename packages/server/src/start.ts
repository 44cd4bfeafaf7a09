import { nodeRefusal } from "./start/node-version.ts";

const refusal = nodeRefusal(process.version);
if (refusal) {
  console.error(refusal);
  process.exit(1);
}
// Loaded only now: an old Node may not even parse the rest.
const { start } = await import("./start/bring-up.ts");
await start();
