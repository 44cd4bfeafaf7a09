import { once } from "node:events";
import { configFromEnvironment, requireConfig } from "./config.ts";
import { onStop, reportFailure, reportReady } from "./foundation/child-process.ts";
import { answerAgent } from "./network/answer-agent.ts";
import { openNetwork } from "./network/open-network.ts";

/** An agent: run elsewhere, it looks at DNS and web from there for a `work` that names it in DNS_PERSPECTIVES. It has no database. */
async function perspective(): Promise<void> {
  const { host, port, network, perspectiveSecret } = requireConfig(configFromEnvironment(), "perspectiveSecret");
  const [ours] = openNetwork({ ...network, dnsPerspectives: [] }).perspectives;
  const server = answerAgent(ours, perspectiveSecret);
  server.listen(port, host);
  await once(server, "listening");
  onStop(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  reportReady();
}

perspective().catch((error: Error) => reportFailure(`the perspective cannot start: ${error.message}`));
