import { existsSync } from "node:fs";
import { join } from "node:path";
import serveStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { wantsPage } from "./gate.ts";

/** The SPA: its built files, and its one page for every address that it draws itself. */
export function webPages(app: FastifyInstance, folder: string): void {
  if (existsSync(folder)) {
    app.register(serveStatic, {
      root: folder,
      cacheControl: false,
      setHeaders: (reply, path) => {
        // built files have their content's hash in their names
        const hashed = path.startsWith(join(folder, "assets"));
        reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const page = request.url.startsWith("/playground") || request.url === "/" || wantsPage(request);
    if (!page || !existsSync(folder)) {
      return reply.code(404).send({ error: { code: "NOT_FOUND", message: "There is nothing at this address." } });
    }
    return reply.header("cache-control", "no-cache").sendFile("index.html");
  });
}
