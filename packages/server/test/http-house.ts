import { randomBytes } from "node:crypto";
import { type IncomingHttpHeaders, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { addMember } from "../src/accounts/add-member.ts";
import { type Auth, createAuth } from "../src/accounts/auth.ts";
import type { Viewer } from "../src/foundation/context.ts";
import { theProduct, transact } from "../src/foundation/transact.ts";
import { openHttp } from "../src/http.ts";
import { addresses, type House } from "./house.ts";

export interface Response {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's
  json: any;
}

type Headers = Record<string, string | undefined>;

export interface Asking {
  method?: string;
  headers?: Headers;
  body?: string | Buffer;
}

/** A story's house with its door: HTTP on a free port, and real sign-in. */
export interface HttpHouse {
  auth: Auth;
  fetch(path: string, asking?: Asking): Promise<Response>;
  /** POST /graphql with these headers. */
  graphql(query: string, headers: Headers, variables?: object): Promise<Response>;
  signIn(email: string, password: string, headers?: Headers): Promise<Response>;
  close(): Promise<void>;
}

/** Opens the door of a house. What a client sends goes over a real socket, byte for byte as given. */
export async function openDoor(house: House, log?: { write(line: string): void }): Promise<HttpHouse> {
  const options = { databaseUrl: house.databaseUrl, secret: randomBytes(32).toString("hex"), trustedOrigins: [] };
  const { auth, close } = createAuth({ ...options, publicUrl: addresses.publicUrl });
  const config = { ...addresses, demo: false, logLevel: log ? ("trace" as const) : ("silent" as const) };
  const app = await openHttp({ config, source: house.source, auth, clock: () => house.now, ...(log ? { log } : {}) });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const fetch: HttpHouse["fetch"] = (path, asking) => exchange(port, path, asking);
  const post = (path: string, body: unknown, headers: Headers = {}) =>
    fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  return {
    auth,
    fetch,
    graphql: (query, headers, variables) => post("/graphql", { query, variables }, headers),
    signIn: (email, password, headers) =>
      post("/api/auth/sign-in/email", { email, password }, { origin: addresses.publicUrl, ...headers }),
    async close() {
      await app.close();
      await close();
    },
  };
}

function exchange(port: number, path: string, { method = "GET", headers = {}, body }: Asking = {}): Promise<Response> {
  const length = method === "GET" ? {} : { "content-length": String(Buffer.byteLength(body ?? "")) };
  return new Promise((resolve, reject) => {
    const outgoing = send(
      { host: "127.0.0.1", port, path, method, headers: { ...length, ...headers }, agent: false },
      (incoming) => {
        const parts: Buffer[] = [];
        incoming.on("data", (part: Buffer) => parts.push(part));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const whole = Buffer.concat(parts);
          const text = whole.toString();
          const isJson = (incoming.headers["content-type"] ?? "").includes("json");
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: whole,
            text,
            json: isJson && text ? JSON.parse(text) : null,
          });
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** The cookie of a session, as a browser sends it back. */
export function cookieOf(response: Response): string {
  return (response.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";", 1)[0]).join("; ");
}

/** A person who signs in with a password. */
export async function addSignedUp(
  house: House,
  { auth }: HttpHouse,
  accountId: string,
  role: Viewer["role"],
  email: string,
  password: string,
): Promise<Viewer> {
  const member = { accountId, name: role.toLowerCase(), email, role, locale: "EN" as const, password };
  return transact(house.source, theProduct, (tx) => addMember(tx, auth, member, house.now));
}

/** An API key of a person. */
export async function addKey({ auth }: HttpHouse, viewer: Viewer, name = "story"): Promise<string> {
  const { key } = await auth.api.createApiKey({ body: { userId: viewer.id, name } });
  return key;
}
