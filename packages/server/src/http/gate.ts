import { existsSync, readFileSync } from "node:fs";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { DataSource } from "typeorm";
import type { Auth } from "../accounts/auth.ts";
import { whoAsks } from "../accounts/who-asks.ts";
import type { Viewer } from "../foundation/context.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks; null on public paths and nowhere else. */
    viewer: Viewer | null;
  }
}

const open =
  /^\/(?:$|index\.html$|sign-in$|choose-password$|domain-approval$|playground$|healthz$|readyz$|favicon\.|pki\/|assets\/|api\/auth(?:\/|$)|api\/domain-approval(?:\/decide)?$)/;

/** Nothing but the public paths answers without a session or an API key. */
export function gate(app: FastifyInstance, source: DataSource, auth: Auth, clock: () => Date, indexFile: string): void {
  app.decorateRequest("viewer", null);
  app.addHook("onRequest", async (request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "/";
    if (open.test(path)) return;
    request.viewer = await whoAsks(source, auth, headersOf(request), clock());
    if (!request.viewer) return refuse(request, reply, path, indexFile);
  });
}

/** The viewer behind the gate. */
export function viewerOf(request: FastifyRequest): Viewer {
  if (!request.viewer) throw new Error(`${request.url} was let through the gate without a viewer`);
  return request.viewer;
}

/** A request's headers as the Fetch standard has them. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? ""]) headers.append(name, one);
  }
  return headers;
}

const message = "Sign in first: a browser at the address of this server, a script with a valid x-api-key header.";

// A browser that follows a link gets the application, which asks to sign in and then goes on; it holds no data.
function refuse(request: FastifyRequest, reply: FastifyReply, path: string, indexFile: string): FastifyReply {
  reply.code(401).header("cache-control", "no-store");
  if (path === "/graphql") return reply.send({ errors: [{ message, extensions: { code: "UNAUTHENTICATED" } }] });
  if (wantsPage(request) && existsSync(indexFile))
    return reply.type("text/html; charset=utf-8").send(readFileSync(indexFile));
  return reply.send({ error: { code: "UNAUTHENTICATED", message } });
}

/** Whether a browser asks for a page to show. */
export function wantsPage(request: FastifyRequest): boolean {
  return (
    request.method === "GET" &&
    (request.headers.accept ?? "").includes("text/html") &&
    request.headers["x-api-key"] === undefined
  );
}
