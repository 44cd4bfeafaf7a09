import { createAuth } from "./accounts/auth.ts";
import { configFromEnvironment, requireConfig } from "./config.ts";
import { openDatabase } from "./database.ts";
import { onStop, reportFailure, reportReady } from "./foundation/child-process.ts";
import { openHttp } from "./http.ts";
import { migrate } from "./migrate.ts";

/** config → database → schema → HTTP. Holds no CA key. Any number of these may run. */
async function serve(): Promise<void> {
  const config = requireConfig(configFromEnvironment(), "databaseUrl", "authSecret");
  const source = await openDatabase(config.databaseUrl);
  const publicSource = await openDatabase(config.databaseUrl, 5);
  await migrate(source, config.databaseUrl);
  const { databaseUrl, authSecret: secret, publicUrl } = config;
  const { auth, close } = createAuth({ databaseUrl, secret, publicUrl, trustedOrigins: sameMachine(publicUrl) });
  const http = await openHttp({ config, source, publicSource, auth, clock: () => new Date() });
  onStop(async () => {
    await http.close();
    await close();
    await publicSource.destroy();
    await source.destroy();
  });
  const address = await http.listen({ host: config.host, port: config.port });
  reportReady({ address });
}

// A browser on this machine may say 127.0.0.1 where the address says localhost.
function sameMachine(publicUrl: string): string[] {
  return publicUrl.includes("//localhost") ? [publicUrl.replace("//localhost", "//127.0.0.1")] : [];
}

serve().catch((error: Error) => reportFailure(`serve cannot start: ${error.message}`));
