import { readCsr } from "@duplicert/shared/csr";
import { CsrFaultCode } from "@duplicert/shared/csr-faults";
import { seesAllOrders } from "@duplicert/shared/roles";
import { Arg, Ctx, createUnionType, Field, InputType, Mutation, ObjectType, Resolver } from "type-graphql";
import type { EntityManager } from "typeorm";
import { actorOf } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import { Certificate } from "../certificates/certificate.ts";
import { CsrRejected } from "../csrs/csr-rejected.ts";
import type { Context, Viewer } from "../foundation/context.ts";
import { Problem } from "../foundation/problem.ts";
import { verifySignature } from "../foundation/verify-signature.ts";
import { banKey } from "../keys/ban-key.ts";
import { spkiSha256Of } from "../keys/key-faults.ts";
import { openPrivateKeys } from "../keys/open-private-keys.ts";

/** The common name of a CSR that proves a compromise: nobody signs it by mistake. */
const confession = "This private key is compromised";
const howToProve = `Without showing the key, prove it by a CSR signed by it with exactly this common name: openssl req -new -key server.key -subj '/CN=${confession}'`;

@InputType({ description: "A proof that a private key is in wrong hands." })
export class ReportCompromisedKeyInput {
  @Field(() => String, {
    description:
      'The private key itself (PEM and other forms; never stored, not encrypted), or a CSR signed by it whose common name is exactly "This private key is compromised". At most 64 KiB.',
  })
  proof: string;
}

@ObjectType({ description: "A key that is banned for everybody from now on, and what it means for you." })
class CompromisedKey {
  @Field(() => String, { description: "SHA-256 of its SubjectPublicKeyInfo, hexadecimal." }) spkiSha256: string;
  @Field(() => [Certificate], {
    description:
      "Certificates on it that you may see, in your own account. All that are neither expired nor revoked, in whatever account, are revoked now, and their owners told.",
  })
  certificates: Certificate[];
}

@ObjectType({ implements: Problem, description: "That does not prove that somebody else has the private key." })
class CompromiseNotProved extends Problem {}

export const ReportCompromisedKeyResult = createUnionType({
  name: "ReportCompromisedKeyResult",
  description: "The key, banned, or why not.",
  types: () => [CompromisedKey, CsrRejected, CompromiseNotProved] as const,
});

@Resolver()
export class ReportCompromisedKey {
  @Mutation(() => ReportCompromisedKeyResult, {
    description:
      "Reports that a private key is in wrong hands (BR 4.9.3). Once proved, its public key is banned for everybody and for ever, and every certificate on it is revoked with KEY_COMPROMISE. Any role may report any key; of other accounts nothing is told.",
  })
  async reportCompromisedKey(
    @Arg("input", () => ReportCompromisedKeyInput) input: ReportCompromisedKeyInput,
    @Ctx() context: Context,
  ): Promise<typeof ReportCompromisedKeyResult> {
    const proved = await provedKeys(input.proof);
    if (proved instanceof Problem) {
      const refused = auditRefusal(context, "key.report", { type: "key", id: "unproved" }, proved);
      return context.transact(async () => refused);
    }
    const reason = "It was proved to us that its private key is in wrong hands.";
    for (const spkiSha256 of proved)
      context.afterwards(`ban ${spkiSha256}`, (tx) =>
        banKey(tx, { spkiSha256, reason, source: "reported" }, actorOf(context)),
      );
    const certificates = await context.transact((tx) => ownCertificates(tx, context.viewer, proved));
    return Object.assign(new CompromisedKey(), { spkiSha256: proved[0], certificates });
  }
}

/** The keys that a text proves to be compromised, at least one. */
async function provedKeys(proof: string): Promise<string[] | CsrRejected | CompromiseNotProved> {
  const { found, proved, encrypted } = await openPrivateKeys(proof);
  if (proved.length > 0) return proved;
  if (encrypted)
    return new CompromiseNotProved(
      `The private key is encrypted, so it proves nothing. Treat it as compromised all the same, and make a new one. ${howToProve}`,
    );
  if (found)
    return new CompromiseNotProved(
      `This private key does not fit the public key beside it, or is of no type that is certified. ${howToProve}`,
    );

  const { csr, faults } = await readCsr(proof, verifySignature);
  // that a key is weak or too small, or banned already, does not make its signature less of a proof
  const unread = faults.filter(({ code }) => !provesAllTheSame.has(code));
  if (!csr || unread.length > 0) return new CsrRejected(faults);
  if (csr.commonName === confession) return [spkiSha256Of(csr.spkiDer)];
  return new CompromiseNotProved(`This CSR was not made to report its key: its common name is another. ${howToProve}`);
}

const provesAllTheSame = new Set<string>([
  CsrFaultCode.WEAK_KEY,
  CsrFaultCode.KEY_TOO_SMALL,
  CsrFaultCode.EXPONENT_NOT_ALLOWED,
]);

function ownCertificates(db: EntityManager, viewer: Viewer, spkiSha256s: string[]): Promise<Certificate[]> {
  const query = db
    .createQueryBuilder(Certificate, "c")
    .where("c.accountId = :accountId", { accountId: viewer.accountId })
    .andWhere("c.keyId in (select k.id from key k where k.account_id = :accountId and k.spki_sha256 in (:...keys))", {
      keys: spkiSha256s,
    })
    .orderBy("c.validFrom");
  if (!seesAllOrders(viewer.role))
    query.andWhere(`c.orderId in (select o.id from "order" o where o.placed_by = :viewer)`, { viewer: viewer.id });
  return query.getMany();
}
