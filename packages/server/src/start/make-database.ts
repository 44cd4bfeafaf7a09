import { Client, escapeIdentifier, escapeLiteral } from "pg";

const databaseName = "duplicert";
const startingUp = ["ECONNREFUSED", "ECONNRESET", "57P03"];

interface Server {
  port: number;
  password: string;
}

function connection({ port, password }: Server, user: string, database: string): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Whether the server answers by now; throws on anything but "not yet". */
async function connect(server: Server): Promise<Client | null> {
  const client = new Client({ connectionString: connection(server, "postgres", "postgres") });
  client.on("error", () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    const { code, message } = error as Error & { code?: string };
    if ((code && startingUp.includes(code)) || /terminated unexpectedly/.test(message)) return null;
    throw error;
  }
}

/** Makes the database and the role that owns it where they are missing; its address, or null while the server still starts. */
export async function makeDatabase(server: Server): Promise<string | null> {
  const client = await connect(server);
  if (!client) return null;
  try {
    const role = escapeIdentifier(databaseName);
    const roles = await client.query("select 1 from pg_roles where rolname = $1", [databaseName]);
    const verb = roles.rowCount ? "alter" : "create";
    // No superuser: what the application may not do on a real PostgreSQL it may not do here either.
    await client.query(`${verb} role ${role} login createdb password ${escapeLiteral(server.password)}`);
    const databases = await client.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (!databases.rowCount) await client.query(`create database ${role} owner ${role}`);
  } finally {
    await client.end();
  }
  return connection(server, databaseName, databaseName);
}
