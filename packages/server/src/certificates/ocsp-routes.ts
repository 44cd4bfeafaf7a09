import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { DataSource, EntityManager } from "typeorm";
import { asksAbout, longestOcspRequest, ocspRefusal, readOcspRequest } from "../ca/ocsp.ts";
import { look, theProduct, transact } from "../foundation/transact.ts";
import { askForOcsp } from "./ask-for-status.ts";
import { IssuingCa, issuingCaFacts } from "./issuing-ca.ts";
import { OcspResponse } from "./ocsp-response.ts";
import { sendFresh } from "./send-fresh.ts";
import { knownSerial, signsOcsp } from "./sign-ocsp.ts";

const pollMs = 50;
const hour = 3_600_000;
// each that waits asks the database again and again; who comes after these is told to come back
const mostWaiting = 50;

export interface OcspOptions {
  clock: () => Date;
  /** How long a client waits for an answer that has to be signed first. */
  patienceMs?: number;
}

/** OCSP (RFC 6960, RFC 5019), for everybody, under /pki/ocsp/. There is no key here: answers were signed by `work`, or are asked for. */
export function ocspRoutes(app: FastifyInstance, source: DataSource, options: OcspOptions): void {
  const answer = responder(source, options);
  app.addContentTypeParser(
    "application/ocsp-request",
    { parseAs: "buffer", bodyLimit: 2 * longestOcspRequest },
    (_request, body, done) => done(null, body),
  );
  app.post<{ Params: { slug: string } }>("/pki/ocsp/:slug", async (request, reply) =>
    send(request, reply, await answer(request.params.slug, request.body), options.clock()),
  );
  // RFC 6960 A.1: base64 in the address, with its slashes escaped or not
  app.get<{ Params: { slug: string; "*": string } }>("/pki/ocsp/:slug/*", async (request, reply) => {
    const text = request.params["*"];
    const bytes = /^[A-Za-z0-9+/]{1,3000}={0,2}$/.test(text) ? Buffer.from(text, "base64") : null;
    return send(request, reply, await answer(request.params.slug, bytes), options.clock());
  });
}

type Answer = { der: Buffer; response: OcspResponse } | Buffer;

function responder(source: DataSource, { clock, patienceMs = 3_000 }: OcspOptions) {
  let waiting = 0;
  return async (slug: string, body: unknown): Promise<Answer> => {
    const question = Buffer.isBuffer(body) ? readOcspRequest(body) : null;
    if (!question) return ocspRefusal.malformedRequest;
    const ca = await look(source, theProduct, (db) => db.findOneBy(IssuingCa, { slug }));
    if (!ca || !signsOcsp(ca) || !asksAbout(issuingCaFacts(ca), question)) return ocspRefusal.unauthorized;

    const { serial } = question;
    const read = () => look(source, theProduct, (db) => readAnswer(db, ca.id, serial, clock()));
    let { known, response } = await read();
    // after its last second a certificate needs no word about it, and a CA keeps none
    if (!known || known.notAfter < clock()) return ocspRefusal.unauthorized;
    if (!response && waiting < mostWaiting) {
      waiting += 1;
      try {
        await transact(source, theProduct, (tx) => askForOcsp(tx, ca.id, serial));
        for (let polls = patienceMs / pollMs; !response && polls > 0; polls -= 1) {
          await new Promise((resolve) => setTimeout(resolve, pollMs));
          ({ response } = await read());
        }
      } finally {
        waiting -= 1;
      }
    }
    if (!response) return ocspRefusal.tryLater;
    await noteAsked(source, response, clock());
    return { der: question.hash === "SHA1" ? response.derSha1 : response.derSha256, response };
  };
}

// An answer of yesterday that says "good" about what is revoked since is none.
async function readAnswer(db: EntityManager, issuingCaId: string, serial: Buffer, now: Date) {
  const known = await knownSerial(db, issuingCaId, serial);
  const stored = known && (await db.findOneBy(OcspResponse, { issuingCaId, serial }));
  const fits = stored && stored.nextUpdate > now && stored.status === (known.revocation ? "REVOKED" : "GOOD");
  return { known, response: fits ? stored : null };
}

// What is asked for is kept fresh; to the hour is enough, and spares a write for each question.
async function noteAsked(source: DataSource, { issuingCaId, serial, askedAt }: OcspResponse, now: Date): Promise<void> {
  if (askedAt && askedAt.getTime() > now.getTime() - hour) return;
  await transact(source, theProduct, (tx) => tx.update(OcspResponse, { issuingCaId, serial }, { askedAt: now }));
}

function send(request: FastifyRequest, reply: FastifyReply, answer: Answer, now: Date) {
  reply.type("application/ocsp-response");
  if (Buffer.isBuffer(answer)) return reply.header("cache-control", "no-store").send(answer);
  const { der: body, response } = answer;
  const { thisUpdate: modified, nextUpdate: until } = response;
  // RFC 5019 §6.2
  reply.header("expires", until.toUTCString());
  return sendFresh(request, reply, { body, modified, until, now });
}
