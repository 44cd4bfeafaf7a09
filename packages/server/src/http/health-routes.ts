import type { FastifyInstance } from "fastify";
import type { DataSource } from "typeorm";
import { isDemoMade } from "../demo/make-demo.ts";
import { isMigrated } from "../migrate.ts";
import { isWorking } from "../work/alive.ts";

/** /healthz: this process answers. /readyz: database, migrations and jobs are there, and the demo account if there is to be one. */
export function healthRoutes(app: FastifyInstance, source: DataSource, demo: boolean): void {
  app.get("/healthz", async () => ({ status: "ok" }));

  const lacking = async (): Promise<string | null> => {
    try {
      if (!(await isMigrated(source))) return "migrations";
      if (!(await isWorking(source))) return "jobs: no work process is running";
      if (demo && !(await isDemoMade(source))) return "the demo account is being made";
      return null;
    } catch {
      return "database";
    }
  };
  app.get("/readyz", async (_request, reply) => {
    const missing = await lacking();
    return reply
      .code(missing ? 503 : 200)
      .header("cache-control", "no-store")
      .send(missing ? { status: "not ready", missing } : { status: "ready" });
  });
}
