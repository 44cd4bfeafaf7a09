import { Arg, Ctx, createUnionType, Field, InputType, Mutation, Resolver } from "type-graphql";
import { Account, KeyPolicy } from "../accounts/account.ts";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";

@InputType({ description: "How the account treats a key that is used again." })
export class SetKeyPolicyInput {
  @Field(() => KeyPolicy, { description: "The policy from now on; what was requested before stays as it is." })
  policy: KeyPolicy;
}

export const SetKeyPolicyResult = createUnionType({
  name: "SetKeyPolicyResult",
  description: "The account with its policy, or why not.",
  types: () => [Account, NotPermitted] as const,
});

@Resolver()
export class SetKeyPolicy {
  @Mutation(() => SetKeyPolicyResult, {
    description: "Sets whether a key may be on more than one certificate of the account; for administrators.",
  })
  setKeyPolicy(
    @Arg("input", () => SetKeyPolicyInput) { policy }: SetKeyPolicyInput,
    @Ctx() context: Context,
  ): Promise<typeof SetKeyPolicyResult> {
    const { accountId, role } = context.viewer;
    const object = { type: "account", id: accountId };
    return context.transact(async (tx) => {
      if (role !== "ADMINISTRATOR") {
        const problem = new NotPermitted("Only administrators set the key policy of the account. Ask one of them.");
        return auditRefusal(context, "account.key-policy", object, problem);
      }
      const { keyPolicy: before } = await tx.findOneByOrFail(Account, { id: accountId });
      await tx.update(Account, { id: accountId }, { keyPolicy: policy });
      await audit(tx, actorOf(context), "account.key-policy", object, { before, after: policy });
      return tx.findOneByOrFail(Account, { id: accountId });
    });
  }
}
