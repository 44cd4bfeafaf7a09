import { Arg, Ctx, createUnionType, InputType, Query, Resolver } from "type-graphql";
import { CertificateContent } from "../certificates/certificate-content.ts";
import { CsrRejected } from "../csrs/csr-rejected.ts";
import type { Context } from "../foundation/context.ts";
import { keyUse } from "../keys/key-faults.ts";
import { OrderNotFound } from "../orders/order-not-found.ts";
import { DuplicateRefused } from "../requests/request-problems.ts";
import { judgeDuplicate } from "./judge-duplicate.ts";
import { DuplicateContentInput } from "./request-duplicate-input.ts";

@InputType({
  description:
    "A duplicate to look at before it is asked for: the fields of RequestDuplicateInput that decide on its content.",
})
export class PreviewDuplicateInput extends DuplicateContentInput {}

export const PreviewDuplicateResult = createUnionType({
  name: "PreviewDuplicateResult",
  description:
    "The certificate that would be issued, or why none would be: the same refusals that `requestDuplicate` answers.",
  types: () => [CertificateContent, OrderNotFound, CsrRejected, DuplicateRefused] as const,
});

@Resolver()
export class PreviewDuplicate {
  @Query(() => PreviewDuplicateResult, {
    description:
      "The exact certificate that a duplicate would be, by the same judgement as `requestDuplicate` and approval. Nothing is stored and no key is claimed. When the default expiry is `duplicateEligibility.maxValidTo` it moves with every second: name the `validTo` that was answered, and the content stays what it is.",
  })
  previewDuplicate(
    @Arg("input", () => PreviewDuplicateInput) input: PreviewDuplicateInput,
    @Ctx() context: Context,
  ): Promise<typeof PreviewDuplicateResult> {
    return context.look(async (db) => {
      const judged = await judgeDuplicate(db, context, input);
      if ("problem" in judged) return judged.problem;
      const { faults } = await keyUse(db, context.viewer, judged.csr.spkiSha256, input.serverName ?? null);
      return faults.length > 0 ? new CsrRejected(faults) : CertificateContent.of(judged.planned.plan);
    });
  }
}
