import { join } from "node:path";
import fastify, { type FastifyError, type FastifyInstance } from "fastify";
import type { DataSource } from "typeorm";
import type { Auth } from "./accounts/auth.ts";
import { downloadRoutes } from "./certificates/download-route.ts";
import { pkiRoutes } from "./certificates/pki-routes.ts";
import { type Config, repositoryRoot } from "./config.ts";
import { approvalRoutes } from "./domains/approval-routes.ts";
import { authRoutes } from "./http/auth-routes.ts";
import { gate, viewerOf } from "./http/gate.ts";
import { graphqlRoute } from "./http/graphql-route.ts";
import { healthRoutes } from "./http/health-routes.ts";
import { webPages } from "./http/web-pages.ts";
import { documentRoute } from "./organizations/document-route.ts";

export interface HttpParts {
  config: Pick<Config, "publicUrl" | "pkiUrl" | "demo" | "logLevel"> &
    Partial<Pick<Config, "trustedProxies" | "caaIdentities" | "zoneUrl" | "mailboxUrl">>;
  source: DataSource;
  /** Connections of their own for what everybody asks (CRLs, OCSP, health), however busy the API is; default: `source`. */
  publicSource?: DataSource;
  auth: Auth;
  clock: () => Date;
  /** Where lines of the log go; default: standard output. */
  log?: { write(line: string): void };
}

const mebibyte = 1024 * 1024;
const webFolder = join(repositoryRoot, "packages/web/dist");

/** All of HTTP: the gate first, then every route. */
export async function openHttp({ config, source, auth, clock, ...parts }: HttpParts): Promise<FastifyInstance> {
  const { log: stream, publicSource = source } = parts;
  const app = fastify({
    bodyLimit: 4 * mebibyte,
    // whose word for the client's address is taken: the limit on sign-ins counts by it
    trustProxy: config.trustedProxies?.length ? config.trustedProxies : false,
    logger:
      config.logLevel === "silent"
        ? false
        : {
            level: config.logLevel,
            redact: ['req.headers["x-api-key"]', "req.headers.cookie"],
            ...(stream ? { stream } : {}),
          },
    routerOptions: { maxParamLength: 200 },
  });
  app.addHook("onSend", async (_request, reply) => {
    for (const [name, value] of Object.entries(securityHeaders)) reply.header(name, value);
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ error: { code: error.code, message: wordsOf(error) } });
    request.log.error(error);
    return reply.code(500).send({
      error: {
        code: "INTERNAL_SERVER_ERROR",
        message: `Something failed on our side. Tell your operator this id: ${request.id}`,
      },
    });
  });

  gate(app, source, auth, clock, join(webFolder, "index.html"));
  healthRoutes(app, publicSource, config.demo);
  authRoutes(app, auth, config.publicUrl);
  approvalRoutes(app, source, config.publicUrl, clock);
  pkiRoutes(app, publicSource, clock);
  await downloadRoutes(app, { open: (request) => ({ viewer: viewerOf(request), source }) });
  documentRoute(app, (request) => ({ viewer: viewerOf(request), source }));
  await graphqlRoute(app, source, config, clock);
  webPages(app, webFolder);
  return app;
}

function wordsOf(error: FastifyError): string {
  return error.statusCode === 413
    ? "The body is larger than 4 MiB, which is the most that is read; of an OCSP request or an approval, than 4 KiB."
    : error.message;
}

const securityHeaders = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  // Mantine and the playground's editor write styles of their own; the editor runs in workers
  "content-security-policy":
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
};
