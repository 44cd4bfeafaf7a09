import { Ctx, Field, Float, ObjectType, Query, Resolver, registerEnumType } from "type-graphql";
import type { EntityManager } from "typeorm";
import type { Context } from "../foundation/context.ts";
import { DateTime } from "../foundation/scalars.ts";

export const KeyCheckKind = {
  SMALL_FACTORS: "SMALL_FACTORS",
  CLOSE_PRIMES: "CLOSE_PRIMES",
  ROCA: "ROCA",
  DEBIAN: "DEBIAN",
  COMPROMISED: "COMPROMISED",
  REPORTED: "REPORTED",
} as const;
export type KeyCheckKind = (typeof KeyCheckKind)[keyof typeof KeyCheckKind];
registerEnumType(KeyCheckKind, {
  name: "KeyCheckKind",
  description: "What a key is looked through for.",
  valuesConfig: {
    SMALL_FACTORS: { description: "RSA moduli with a factor below 752 (BR 6.1.6)." },
    CLOSE_PRIMES: { description: "RSA moduli that Fermat's method factors (BR 6.1.1.3)." },
    ROCA: { description: "Infineon's broken key generation (CVE-2017-15361)." },
    DEBIAN: { description: "Keys of Debian's broken OpenSSL (CVE-2008-0166), by a loaded list." },
    COMPROMISED: { description: "Keys whose private half is known, by a loaded list." },
    REPORTED: { description: "Keys that were banned here, one by one." },
  },
});

@ObjectType({ description: "Something every key is tested for, and by which list." })
export class KeyCheck {
  @Field(() => KeyCheckKind, { description: "What for, for programs." }) kind: KeyCheckKind;
  @Field(() => String, { description: "What for, or the name of the list, in English." }) name: string;
  @Field(() => Float, { nullable: true, description: "How many keys the list has; null for a test that is computed." })
  entries: number | null;
  @Field(() => DateTime, { nullable: true, description: "When the list was loaded last; null when none was." })
  loadedAt: Date | null;
}

const computed: readonly [KeyCheckKind, string][] = [
  ["SMALL_FACTORS", "Factors below 752"],
  ["CLOSE_PRIMES", "Close primes (Fermat, 110 rounds)"],
  ["ROCA", "ROCA"],
];

@Resolver()
export class KeyChecks {
  @Query(() => [KeyCheck], {
    description:
      "What every key is tested for, openly: the tests that are computed, and which lists of weak and compromised keys the operator has loaded. A kind of list of which none is loaded has no entries.",
  })
  keyChecks(@Ctx() context: Context): Promise<KeyCheck[]> {
    return context.look(keyChecksOf);
  }
}

/** The tests that are computed, and every list that is loaded. */
export async function keyChecksOf(db: EntityManager): Promise<KeyCheck[]> {
  const lists: { kind: "DEBIAN" | "COMPROMISED"; name: string; entries: string; loadedAt: Date }[] = await db.query(
    `select kind, name, entries, loaded_at as "loadedAt" from key_list order by kind desc, name`,
  );
  const [reported]: { entries: string; loadedAt: Date | null }[] = await db.query(
    `select count(*) as entries, max(at) as "loadedAt" from banned_key where source not like 'list %'`,
  );
  return [
    ...computed.map(([kind, name]) => checkOf(kind, name, null, null)),
    ...lists.map(({ kind, name, entries, loadedAt }) => checkOf(kind, name, Number(entries), loadedAt)),
    ...(["DEBIAN", "COMPROMISED"] as const)
      .filter((kind) => !lists.some((list) => list.kind === kind))
      .map((kind) => checkOf(kind, none[kind], 0, null)),
    checkOf("REPORTED", "Banned here", Number(reported?.entries), reported?.loadedAt ?? null),
  ];
}

const none = { DEBIAN: "Debian weak keys (no list loaded)", COMPROMISED: "Compromised keys (no list loaded)" };

function checkOf(kind: KeyCheckKind, name: string, entries: number | null, loadedAt: Date | null): KeyCheck {
  return Object.assign(new KeyCheck(), { kind, name, entries, loadedAt });
}
