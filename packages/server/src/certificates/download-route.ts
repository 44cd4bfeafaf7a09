import { DownloadFormat } from "@duplicert/shared/download-formats";
import { serverPlatform, serverPlatforms } from "@duplicert/shared/server-platforms";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { DataSource } from "typeorm";
import type { Viewer } from "../foundation/context.ts";
import { look } from "../foundation/transact.ts";
import { platformOf } from "../orders/platform.ts";
import { type Certificate, CertificateDer } from "./certificate.ts";
import { findCertificate } from "./certificate-queries.ts";
import { chainDers, type DownloadFile, downloadOf } from "./download.ts";

/** What the routes need of `serve`: who asks, which a hook before them has made sure of, and the database. */
export interface DownloadOptions {
  open(request: FastifyRequest): { viewer: Viewer; source: DataSource };
}

/** Why there is nothing to download; answered as 404 with `{ error: { code, message } }`. */
interface DownloadRefusal {
  code: "CERTIFICATE_NOT_FOUND" | "FORMAT_UNKNOWN" | "PLATFORM_UNKNOWN";
  message: string;
}

type Choice = DownloadFormat | DownloadRefusal;

/** `/certificates/:id/download/:format`, and by server platform: `…/platform/:platform`, or `…/platform` for its own. */
export async function downloadRoutes(app: FastifyInstance, options: DownloadOptions): Promise<void> {
  app.get<{ Params: { id: string; format: string } }>("/certificates/:id/download/:format", (request, reply) =>
    answer(options, request, reply, () => chosenFormat(request.params.format)),
  );
  app.get<{ Params: { id: string; platform: string } }>(
    "/certificates/:id/download/platform/:platform",
    (request, reply) => answer(options, request, reply, () => formatOfPlatform(request.params.platform)),
  );
  app.get<{ Params: { id: string } }>("/certificates/:id/download/platform", (request, reply) =>
    answer(options, request, reply, (certificate) => platformOf(certificate.serverPlatformKey).defaultFormat as Choice),
  );
}

async function answer(
  { open }: DownloadOptions,
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
  choose: (certificate: Certificate) => Choice,
): Promise<FastifyReply> {
  reply.header("Cache-Control", "private, no-store").header("X-Content-Type-Options", "nosniff");
  const { viewer, source } = open(request);
  const found = await findDownload(source, viewer, request.params.id, choose);
  if ("code" in found) return reply.code(404).send({ error: found });

  // The name is letters, digits, "-", "_" and one dot: nothing in it has to be escaped.
  reply.header("Content-Disposition", `attachment; filename="${found.fileName}"`);
  return reply.type(found.contentType).send(found.body);
}

async function findDownload(
  source: DataSource,
  viewer: Viewer,
  id: string,
  choose: (certificate: Certificate) => Choice,
): Promise<DownloadFile | DownloadRefusal> {
  return look(source, { accountId: viewer.accountId, role: viewer.role }, async (db) => {
    const certificate = await findCertificate(db, viewer, id);
    if (!certificate) return notFound;
    const choice = choose(certificate);
    if (typeof choice !== "string") return choice;
    const der = await db.findOneByOrFail(CertificateDer, { certificateId: certificate.id });
    return downloadOf(certificate, chainDers(der), choice);
  });
}

const notFound: DownloadRefusal = {
  code: "CERTIFICATE_NOT_FOUND",
  message: "There is no certificate of that id in your account, or your role may not see its order.",
};

/** The format of that name, or why there is none. */
export function chosenFormat(name: string): Choice {
  if (Object.hasOwn(DownloadFormat, name)) return name as DownloadFormat;
  const known = Object.values(DownloadFormat).join(", ");
  return {
    code: "FORMAT_UNKNOWN",
    message: `There is no download format "${name.slice(0, 50)}". It is one of: ${known}; or platform/<server platform>.`,
  };
}

/** The format that a server platform wants, or why there is none. */
export function formatOfPlatform(id: string): Choice {
  const platform = serverPlatform(id);
  if (platform) return platform.defaultFormat;
  const known = serverPlatforms.map((one) => one.id).join(", ");
  return {
    code: "PLATFORM_UNKNOWN",
    message: `There is no server platform "${id.slice(0, 50)}". It is one of: ${known}.`,
  };
}
