import { certificateRevocationRefusals } from "@duplicert/shared/revocation-refusals";
import { Arg, Ctx, createUnionType, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { findCertificate } from "../certificates/certificate-queries.ts";
import { RevocationReason } from "../certificates/revocation-reason-type.ts";
import type { Context } from "../foundation/context.ts";
import { plainText } from "../foundation/plain-text.ts";
import { Problem } from "../foundation/problem.ts";
import type { Tx } from "../foundation/transact.ts";
import { lockOrder } from "../orders/find-order.ts";
import { isApprover } from "../requests/open-request.ts";
import { certificateRevocationFacts } from "../requests/revocation-facts.ts";
import { RevocationRefused } from "../requests/revocation-problems.ts";
import { RevocationRequest } from "../requests/revocation-request.ts";
import { requestRevocation } from "./request-revocation.ts";

@InputType({ description: "Which certificate to revoke, and why." })
export class RevokeCertificateInput {
  @Field(() => ID, { description: "Id of the certificate." }) id: string;

  @Field(() => RevocationReason, {
    description:
      "Why, as the CRL will say it. A subscriber may choose any but PRIVILEGE_WITHDRAWN (BR 4.9.1.1, 7.2.2).",
  })
  reason: RevocationReason;

  @Field(() => String, {
    nullable: true,
    description: "For the approver and the record; at most 2,000 characters. Not on the CRL.",
  })
  comments?: string | null;
}

@ObjectType({ implements: Problem, description: "There is no certificate of that id that you may see." })
class CertificateNotFound extends Problem {
  constructor() {
    super("There is no certificate of that id in your account. See the certificates of your orders.");
  }
}

export const RevokeCertificateResult = createUnionType({
  name: "RevokeCertificateResult",
  description:
    "The request: APPROVED where it was carried out at once, SUBMITTED where an approver decides; or why not.",
  types: () => [RevocationRequest, CertificateNotFound, RevocationRefused] as const,
});

@Resolver()
export class RevokeCertificate {
  @Mutation(() => RevokeCertificateResult, {
    description:
      "Revokes one certificate, for good; its order stays ISSUED, and so do the others on it; with KEY_COMPROMISE, whatever else your account has on the same key is revoked too. An administrator or manager revokes at once, whatever the account's approval setting; anybody else makes a request that waits for one of them. It is on the CRL and in OCSP within a minute. Safe to repeat: a second time it is refused with since when and why.",
  })
  revokeCertificate(
    @Arg("input", () => RevokeCertificateInput) input: RevokeCertificateInput,
    @Ctx() context: Context,
  ): Promise<typeof RevokeCertificateResult> {
    const object = { type: "certificate", id: input.id };
    return context.transact(async (tx) =>
      auditRefusal(context, "revocation.request", object, await revokeCertificate(tx, context, input)),
    );
  }
}

async function revokeCertificate(
  tx: Tx,
  context: Context,
  input: RevokeCertificateInput,
): Promise<typeof RevokeCertificateResult> {
  const comments = plainText("comments", input.comments, 2000, { lines: true });

  const certificate = await findCertificate(tx, context.viewer, input.id);
  if (!certificate) return new CertificateNotFound();
  const order = await lockOrder(tx, certificate.orderId, "update");

  const { reason } = input;
  const facts = await certificateRevocationFacts(tx, [certificate], new Map([[order.id, order]]));
  const wish = { reason, atOnce: isApprover(context.viewer) };
  const refusals = certificateRevocationRefusals(facts.get(certificate.id)!, wish, context.now);
  if (refusals.length > 0) return new RevocationRefused(refusals);

  return requestRevocation(tx, context, order, { certificateId: certificate.id, reason, comments });
}
