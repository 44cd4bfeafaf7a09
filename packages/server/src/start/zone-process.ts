import { readZonePlan } from "../config.ts";
import { onStop, reportFailure, reportReady } from "../foundation/child-process.ts";
import { openZone } from "../zone/open-zone.ts";

async function zone(): Promise<void> {
  // Nothing to finish: what was published is on disk before it is answered.
  onStop(() => {});
  const { dnsPort, webPort, pagePort } = await openZone(readZonePlan());
  reportReady({ dnsPort, webPort, pagePort });
}

zone().catch((error: Error) => reportFailure(`The demo's zone cannot start: ${error.message}`));
