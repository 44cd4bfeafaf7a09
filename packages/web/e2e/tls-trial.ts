import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type SecureContextOptions } from "node:tls";

/** What a client that trusts `ca` alone makes of a server with this certificate and key, asked for that host name. */
export async function tlsTrial(
  server: SecureContextOptions,
  client: { ca: string; servername: string },
): Promise<{ authorized: boolean; error: string | null }> {
  const listening = createServer(server, (socket) => socket.end()).listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  // Not refused at once: so that the verdict itself can be read.
  const socket = connect({ ...client, host: "127.0.0.1", port, rejectUnauthorized: false });
  try {
    await once(socket, "secureConnect");
    const { authorized, authorizationError } = socket;
    return { authorized, error: authorized ? null : errorCode(authorizationError) };
  } finally {
    socket.destroy();
    await new Promise((resolve) => listening.close(resolve));
  }
}

const errorCode = (error: unknown) => (error as NodeJS.ErrnoException)?.code ?? String(error);
