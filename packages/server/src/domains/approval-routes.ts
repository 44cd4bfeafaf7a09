import type { DomainApprovalError } from "@duplicert/shared/domain-approval";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { DataSource } from "typeorm";
import { look, theProduct } from "../foundation/transact.ts";
import { decideApproval } from "./decide-approval.ts";
import { type ApprovalFault, approvalOf, mailOfValue } from "./judge-approval.ts";

const largestBody = 4096;

/**
 * The door for whoever got a mail about a domain, and has no account here: the value of the mail is all they need. By POST
 * alone, because what reads mails before people do follows links.
 */
export function approvalRoutes(app: FastifyInstance, source: DataSource, publicUrl: string, clock: () => Date): void {
  app.register(async (scope) => {
    // a form of another site may send anything but JSON without asking: every other type is 415
    scope.removeContentTypeParser("text/plain");
    scope.addHook("onRequest", async (request, reply) => {
      reply.header("cache-control", "no-store");
      if (!isOurOrigin(request, publicUrl)) return refuse(reply, "FORBIDDEN_ORIGIN");
    });
    scope.post("/api/domain-approval", { bodyLimit: largestBody }, async (request, reply) => {
      const { value } = textsOf(request.body);
      if (value === undefined) return refuse(reply, "BAD_REQUEST");
      const approval = await look(source, theProduct, async (db) => {
        const mail = await mailOfValue(db, value);
        return mail ? approvalOf(db, mail, clock()) : "NOT_FOUND";
      });
      return typeof approval === "string" ? refuse(reply, approval) : reply.send(approval);
    });
    scope.post("/api/domain-approval/decide", { bodyLimit: largestBody }, async (request, reply) => {
      const { value, decision } = textsOf(request.body);
      if (value === undefined || (decision !== "APPROVE" && decision !== "DECLINE"))
        return refuse(reply, "BAD_REQUEST");
      const said = { value, approve: decision === "APPROVE", from: request.ip };
      const approval = await decideApproval(source, said, clock());
      return typeof approval === "string" ? refuse(reply, approval) : reply.send(approval);
    });
  });
}

// A program sends none; a browser that shows another site's page sends that site's.
function isOurOrigin({ headers }: FastifyRequest, publicUrl: string): boolean {
  const { origin, host } = headers;
  return origin === undefined || origin === new URL(publicUrl).origin || URL.parse(origin)?.host === host;
}

function textsOf(body: unknown): { value?: string; decision?: string } {
  const { value, decision } = (body ?? {}) as Record<string, unknown>;
  return {
    ...(typeof value === "string" ? { value } : {}),
    ...(typeof decision === "string" ? { decision } : {}),
  };
}

const answers: Record<ApprovalFault, [status: number, message: string]> = {
  BAD_REQUEST: [400, 'Send JSON: { "value": "…" }, and to decide also "decision": "APPROVE" or "DECLINE".'],
  FORBIDDEN_ORIGIN: [403, "Another site's page sent this: open the link of the mail itself."],
  NOT_FOUND: [404, "No mail of ours has this value. Open the link of the mail again, whole, or copy all of it."],
  ALREADY_DECIDED: [409, "This has been decided already; nothing was changed."],
  EXPIRED: [410, "This link is older than 30 days and counts no more. If it is still wanted, another mail will come."],
  WITHDRAWN: [
    410,
    "This is not asked any more: it was withdrawn, declined or asked anew. If there is a later mail, use its link.",
  ],
};

function refuse(reply: FastifyReply, code: ApprovalFault): FastifyReply {
  const [status, message] = answers[code];
  return reply.code(status).send({ error: { code, message } } satisfies DomainApprovalError);
}
