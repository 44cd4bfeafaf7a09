import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { DataSource } from "typeorm";
import { look, theProduct } from "../foundation/transact.ts";
import { Crl } from "./crl.ts";
import { IssuingCa } from "./issuing-ca.ts";
import { ocspRoutes } from "./ocsp-routes.ts";
import { sendFresh } from "./send-fresh.ts";

/** What certificates point to, for everybody: CA certificates (DER), CRLs and OCSP under /pki/. */
export function pkiRoutes(app: FastifyInstance, source: DataSource, clock: () => Date): void {
  app.get<{ Params: { file: string } }>("/pki/:file", async (request, reply) => {
    const [, slug = "", kind = ""] = /^([a-z0-9-]+)\.(crt|crl)$/.exec(request.params.file) ?? [];
    if (kind === "crl") return sendCrl(request, reply, { slug, shard: 0, isRoot: true });
    const ca = await look(source, theProduct, (db) => db.findOneBy(IssuingCa, { slug }));
    if (!ca || !kind) return missing(reply);
    return reply.header("cache-control", "public, max-age=86400").type("application/pkix-cert").send(ca.certificateDer);
  });

  app.get<{ Params: { slug: string; file: string } }>("/pki/:slug/:file", async (request, reply) => {
    const shard = /^(\d{1,4})\.crl$/.exec(request.params.file)?.[1];
    const slug = /^[a-z0-9-]+$/.exec(request.params.slug)?.[0];
    return shard && slug ? sendCrl(request, reply, { slug, shard: Number(shard), isRoot: false }) : missing(reply);
  });

  ocspRoutes(app, source, { clock });

  async function sendCrl(request: FastifyRequest, reply: FastifyReply, of: CrlAddress) {
    const { slug, shard, isRoot } = of;
    const crl = await look(source, theProduct, async (db) => {
      const ca = await db.findOneBy(IssuingCa, { slug, isRoot });
      return ca && db.findOne(Crl, { where: { issuingCaId: ca.id, shard }, order: { number: "DESC" } });
    });
    if (!crl) return missing(reply);
    const { der: body, thisUpdate: modified, nextUpdate: until } = crl;
    return sendFresh(request, reply.type("application/pkix-crl"), { body, modified, until, now: clock() });
  }
}

interface CrlAddress {
  slug: string;
  shard: number;
  isRoot: boolean;
}

function missing(reply: FastifyReply) {
  return reply.code(404).send({ error: { code: "NOT_FOUND", message: "There is no such CA certificate or CRL." } });
}
