import { createServer } from "node:net";

/** What goes wrong when listening there, as the system's code; null when the port is free. */
function listenFault(host: string, port: number): Promise<string | null> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/** A port of 127.0.0.1 that nothing listens on now. */
export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** Why `serve` cannot listen there, in one line; null when it can. */
export async function portRefusal(host: string, port: number): Promise<string | null> {
  const fault = await listenFault(host, port);
  if (!fault) return null;
  const other = port < 65_535 ? port + 1 : 4000;
  const why: Record<string, string> = {
    EADDRINUSE: `PORT ${port} on ${host} is taken by another program: stop that one, or choose another port, such as PORT=${other}.`,
    EACCES: `PORT ${port} on ${host} may not be used by this user: choose one above 1023, such as PORT=4000.`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine: set HOST to one that is, such as 127.0.0.1 or 0.0.0.0.`,
    ENOTFOUND: `HOST ${host} is not known: set HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0.`,
  };
  return why[fault] ?? `PORT ${port} on ${host} cannot be listened on (${fault}): choose another HOST or PORT.`;
}
