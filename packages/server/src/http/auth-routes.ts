import type { FastifyInstance } from "fastify";
import { type Auth, clientAddressHeader } from "../accounts/auth.ts";
import { headersOf } from "./gate.ts";

/** Hands /api/auth/* to better-auth, with the body as it came and the client's address as we know it. */
export function authRoutes(app: FastifyInstance, auth: Auth, publicUrl: string): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.all("/api/auth/*", async (request, reply) => {
      const headers = headersOf(request);
      // whatever the client says under this name is overwritten: the limit on sign-ins counts by it
      headers.set(clientAddressHeader, request.ip);
      headers.delete("content-length");
      const { method } = request;
      const body =
        method === "GET" || method === "HEAD" ? null : new Uint8Array((request.body as Buffer | undefined) ?? []);
      const answer = await auth.handler(new Request(new URL(request.url, publicUrl), { method, headers, body }));
      reply.code(answer.status).header("cache-control", "no-store");
      for (const [name, value] of answer.headers) reply.header(name, value);
      return reply.send(Buffer.from(await answer.arrayBuffer()));
    });
  });
}
