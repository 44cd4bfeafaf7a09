import { normalizeDnsName } from "@duplicert/shared/dns-name";
import { domainNameRefusals } from "@duplicert/shared/domain-name-refusals";
import { Arg, Ctx, createUnionType, Field, InputType, Mutation, Resolver } from "type-graphql";
import { actorOf } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import type { Tx } from "../foundation/transact.ts";
import { Domain } from "./domain.ts";
import { ensureDomain } from "./domain-for.ts";
import { customersOnly, DomainNameRefused } from "./domain-problems.ts";
import { suffixFacts } from "./public-suffix.ts";

@InputType({ description: "A domain to prove." })
export class AddDomainInput {
  @Field(() => String, {
    description:
      "The domain, such as example.com: in any case, with or without a dot at the end, Unicode or A-labels; no wildcard.",
  })
  name: string;
}

export const AddDomainResult = createUnionType({
  name: "AddDomainResult",
  description: "The domain, or why not.",
  types: () => [Domain, DomainNameRefused, NotPermitted] as const,
});

@Resolver()
export class AddDomain {
  @Mutation(() => AddDomainResult, {
    description:
      "Adds a domain to the account, so that it can be proved. One that is there already is returned as it is.",
  })
  addDomain(
    @Arg("input", () => AddDomainInput) input: AddDomainInput,
    @Ctx() context: Context,
  ): Promise<typeof AddDomainResult> {
    const object = { type: "domain", id: input.name.slice(0, 253) };
    return context.transact(async (tx) =>
      auditRefusal(context, "domain.add", object, await addDomain(tx, context, input)),
    );
  }
}

async function addDomain(tx: Tx, context: Context, input: AddDomainInput): Promise<typeof AddDomainResult> {
  const refused = customersOnly(context.viewer);
  if (refused) return refused;
  const [reason] = domainNameRefusals(input.name, suffixFacts);
  if (reason) return new DomainNameRefused(reason);

  const name = normalizeDnsName(input.name.trim()) as string;
  return ensureDomain(tx, context.viewer.accountId, name, actorOf(context), context.now);
}
