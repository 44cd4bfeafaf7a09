import type { FastifyInstance } from "fastify";
import { type Auth, clientAddressHeader } from "../accounts/auth.ts";
import { headersOf } from "./gate.ts";

// All of better-auth that is offered; whatever else it can do is not there.
const offered = new Set([
  ...["sign-in/email", "sign-out", "get-session", "reset-password", "change-password"],
  ...["list-sessions", "revoke-session", "revoke-sessions", "revoke-other-sessions"],
  ...["api-key/create", "api-key/list", "api-key/get", "api-key/update", "api-key/delete"],
]);

/** Hands what is offered under /api/auth/ to better-auth, with the body as it came and the client's address as we know it. */
export function authRoutes(app: FastifyInstance, auth: Auth, publicUrl: string): void {
  app.register(async (scope) => {
    // a form of another site may send anything but JSON without asking: every other type is 415
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => {
      const fault = faultOf(body.toString());
      done(fault === null ? null : Object.assign(new Error(fault), { statusCode: 400, code: "BAD_REQUEST" }), body);
    });
    scope.all<{ Params: { "*": string } }>("/api/auth/*", async (request, reply) => {
      if (!offered.has(request.params["*"])) {
        return reply.code(404).send({ error: { code: "NOT_FOUND", message: "There is nothing at this address." } });
      }
      const headers = headersOf(request);
      // whatever the client says under this name is overwritten: the limit on sign-ins counts by it
      headers.set(clientAddressHeader, request.ip);
      headers.delete("content-length");
      const { method } = request;
      const written = request.body as Buffer | undefined;
      const body = written?.length ? new Uint8Array(written) : null;
      if (!body) headers.delete("content-type");
      const answer = await auth.handler(new Request(new URL(request.url, publicUrl), { method, headers, body }));
      if (answer.status >= 500) throw new Error(`sign-in answered ${answer.status} to ${request.params["*"]}`);
      reply.code(answer.status).header("cache-control", "no-store");
      for (const [name, value] of answer.headers) reply.header(name, value);
      return reply.send(Buffer.from(await answer.arrayBuffer()));
    });
  });
}

function faultOf(text: string): string | null {
  // PostgreSQL's text has no NUL
  if (/\\u0000/.test(text)) return "The body holds a NUL character: leave it out.";
  try {
    if (text) JSON.parse(text);
    return null;
  } catch {
    return "The body is not JSON.";
  }
}
