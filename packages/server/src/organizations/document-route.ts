import { isSpecialist } from "@duplicert/shared/roles";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { DataSource, EntityManager } from "typeorm";
import type { Viewer } from "../foundation/context.ts";
import { look } from "../foundation/transact.ts";
import { isUuid } from "../foundation/uuid.ts";
import { VerificationEvidence } from "./verification-evidence.ts";
import { visibleVerifications } from "./visible-verifications.ts";

/** `/verification-evidence/:id`: the document of a piece of evidence, for specialists. */
export function documentRoute(
  app: FastifyInstance,
  open: (request: FastifyRequest) => { viewer: Viewer; source: DataSource },
): void {
  app.get<{ Params: { id: string } }>("/verification-evidence/:id", async (request, reply) => {
    reply.header("cache-control", "private, no-store").header("x-content-type-options", "nosniff");
    const { viewer, source } = open(request);
    const tenant = { accountId: viewer.accountId, role: viewer.role };
    const piece = await look(source, tenant, (db) => findDocument(db, viewer, request.params.id));
    if (!piece?.document) return reply.code(404).send({ error: notFound });

    // what somebody outside made is saved, never shown: nothing in it runs in the application's name
    reply.header("content-disposition", `attachment; ${fileNameOf(piece.documentName ?? "document")}`);
    return reply.type(piece.documentMediaType ?? "application/octet-stream").send(piece.document);
  });
}

async function findDocument(db: EntityManager, viewer: Viewer, id: string): Promise<VerificationEvidence | null> {
  if (!isSpecialist(viewer.role) || !isUuid(id)) return null;
  const piece = await db
    .createQueryBuilder(VerificationEvidence, "e")
    .addSelect("e.document")
    .where("e.id = :id", { id })
    .getOne();
  const { verificationId } = piece ?? { verificationId: "" };
  return piece &&
    (await visibleVerifications(db, viewer).andWhere("v.id = :verificationId", { verificationId }).getOne())
    ? piece
    : null;
}

const notFound = {
  code: "DOCUMENT_NOT_FOUND",
  message: "There is no document of that id, or you are not one of the CA's validation specialists.",
};

// RFC 6266 §4.3: a plain name for old programs, the true one in UTF-8 (RFC 8187)
function fileNameOf(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._ -]/g, "_");
  const whole = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `filename="${plain}"; filename*=UTF-8''${whole}`;
}
