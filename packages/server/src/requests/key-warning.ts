import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { EntityManager } from "typeorm";
import type { Context, Viewer } from "../foundation/context.ts";
import { holderWords, type KeyHolder, keyHolders } from "../keys/key-holders.ts";
import { IssuingRequest } from "./issuing-request.ts";

const mostNamed = 3;

@Resolver(() => IssuingRequest)
export class KeyWarning {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'For whoever decides: who else has its key, where the account\'s key policy lets that pass, e.g. "certificate 0a1b… of order 100123 for web-1". Null when nobody has, and once it is rejected or canceled.',
  })
  async keyWarning(@Root() request: IssuingRequest, @Ctx() context: Context): Promise<string | null> {
    if (request.state === "REJECTED" || request.state === "CANCELED") return null;
    const holders = (await context.many(holdersOfKeys).load(request.keyId)) ?? [];
    const { id, issuanceId } = request;
    const others = holders.filter(
      (one) => one.requestId !== id && (issuanceId === null || one.issuanceId !== issuanceId),
    );
    // the request is a holder itself, among those that were answered or not
    const ofOthers = (holders[0]?.ofAll ?? 1) - 1;
    return ofOthers > 0 ? inWords(others, ofOthers) : null;
  }
}

function holdersOfKeys(
  db: EntityManager,
  keyIds: readonly string[],
  { viewer }: { viewer: Viewer },
): Promise<Map<string, KeyHolder[]>> {
  return keyHolders(db, viewer, keyIds);
}

function inWords(holders: KeyHolder[], ofAll: number): string {
  const named = holders.flatMap((holder) => holderWords(holder) ?? []);
  const more = ofAll - Math.min(named.length, mostNamed);
  const rest = more > 0 ? [named.length > 0 ? `${more} more` : "another certificate or request of your account"] : [];
  return [...named.slice(0, mostNamed), ...rest].join("; ");
}
