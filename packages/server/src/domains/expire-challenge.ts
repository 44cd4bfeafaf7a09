import type { DataSource } from "typeorm";
import { audit } from "../audit/audit.ts";
import { theProduct, transact } from "../foundation/transact.ts";
import { endChallenge } from "./close-challenge.ts";
import { Domain } from "./domain.ts";
import { placeOf } from "./instruction.ts";
import { lockChallenge } from "./lock-challenge.ts";

/** Ends a challenge whose value is older than it may be (BR 3.2.2.4). */
export async function expireChallenge(source: DataSource, id: string, now: Date): Promise<void> {
  await transact(source, theProduct, async (tx) => {
    const challenge = await lockChallenge(tx, id, null);
    if (challenge?.storedState !== "OPEN" || challenge.expiresAt > now) return;
    const { accountId, domainId } = challenge;
    const { name } = await tx.findOneByOrFail(Domain, { id: domainId });
    const found = { seen: null, at: now.toISOString(), findings: [] };
    await endChallenge(tx, challenge, "EXPIRED", now, {
      code: "VALUE_EXPIRED",
      where: placeOf(challenge, name),
      ...found,
    });
    await audit(
      tx,
      { accountId, actor: "work", now },
      "domain.challenge.expire",
      { type: "challenge", id },
      { domain: name },
    );
  });
}
