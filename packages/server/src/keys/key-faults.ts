import { createHash, createPublicKey } from "node:crypto";
import { type CsrFault, CsrFaultCode } from "@duplicert/shared/csr-faults";
import type { DuplicateRefusal } from "@duplicert/shared/duplicate-refusal";
import type { EntityManager } from "typeorm";
import type { Viewer } from "../foundation/context.ts";
import { Key } from "./key.ts";
import { holderWords, keyHolders } from "./key-holders.ts";

/** A public key by what the ledger and the block list know it. */
export function spkiSha256Of(spkiDer: Uint8Array): string {
  return createHash("sha256").update(spkiDer).digest("hex");
}

/** BR 6.1.1.3: whether a key is on the block list, which is everybody's, or on a list of weak keys. Asked at every door, at approval and before signing. */
export async function badKeyFaults(db: EntityManager, spkiDer: Uint8Array): Promise<CsrFault[]> {
  const [{ banned, weak }] = await db.query(
    `select exists (select from banned_key where spki_sha256 = any($1)) as banned,
       exists (select from weak_key where kind = 'DEBIAN' and fingerprint = $2) as weak`,
    [namesOf(spkiDer), debianFingerprint(spkiDer)],
  );
  return [
    ...(weak ? [{ code: CsrFaultCode.WEAK_KEY, found: "Debian weak key" }] : []),
    ...(banned ? [{ code: CsrFaultCode.KEY_COMPROMISED, found: null }] : []),
  ];
}

// Whoever has one private key on a modulus has its factors, and so the private key of every exponent: it is known by the usual one, too.
function namesOf(spkiDer: Uint8Array): string[] {
  const own = spkiSha256Of(spkiDer);
  const key = createPublicKey({ key: Buffer.from(spkiDer), format: "der", type: "spki" });
  if (key.asymmetricKeyType !== "rsa") return [own];
  const usual = createPublicKey({ key: { ...key.export({ format: "jwk" }), e: "AQAB" }, format: "jwk" });
  return [own, spkiSha256Of(usual.export({ format: "der", type: "spki" }))];
}

/** Why a key that was accepted may not be certified now: it came on a list since, or its owner calls it compromised. Asked at approval and before signing. */
export async function keyRefusals(db: EntityManager, keyId: string, spkiDer: Uint8Array): Promise<DuplicateRefusal[]> {
  const faults = await badKeyFaults(db, spkiDer);
  const { compromisedAt } = await db.findOneByOrFail(Key, { id: keyId });
  if (faults.length === 0 && compromisedAt === null) return [];
  const weakness = faults.find(({ code }) => code === CsrFaultCode.WEAK_KEY)?.found ?? null;
  return [{ code: "KEY_COMPROMISED", subject: weakness, path: null }];
}

/** Whether a key of the ledger is on the block list, or called compromised by its owner. */
export async function isCompromised(db: EntityManager, keyId: string): Promise<boolean> {
  const [{ compromised }] = await db.query(
    `select k.compromised_at is not null or exists (select from banned_key b where b.spki_sha256 = k.spki_sha256) as compromised
     from key k where k.id = $1`,
    [keyId],
  );
  return compromised;
}

/** CVE-2008-0166, as openssl-vulnkey's lists have it: the last half of SHA-1 of the modulus as `openssl rsa -modulus` prints it. Null unless RSA. */
export function debianFingerprint(spkiDer: Uint8Array): Buffer | null {
  const key = createPublicKey({ key: Buffer.from(spkiDer), format: "der", type: "spki" });
  if (key.asymmetricKeyType !== "rsa") return null;
  const { n } = key.export({ format: "jwk" }) as { n: string };
  const modulus = Buffer.from(n, "base64url").toString("hex").replace(/^0+/, "").toUpperCase();
  return createHash("sha1").update(`Modulus=${modulus}\n`).digest().subarray(10);
}

/** What the ledger says to the use of a key by the viewer's account, for the server of that name: refusals, or warnings where its policy lets it pass. */
export interface KeyUse {
  faults: CsrFault[];
  warnings: CsrFault[];
}

/** The same question that `claimKey` decides, asked for words. Names who holds the key, if the viewer may see it. Another account's keys are never told of. */
export async function keyUse(
  db: EntityManager,
  viewer: Viewer,
  spkiSha256: string,
  serverName: string | null,
): Promise<KeyUse> {
  const key = await db.findOneBy(Key, { accountId: viewer.accountId, spkiSha256 });
  if (key?.compromisedAt) return { faults: [{ code: CsrFaultCode.KEY_COMPROMISED, found: null }], warnings: [] };
  if (!key || key.state === "RELEASED") return { faults: [], warnings: [] };
  const [holder] = (await keyHolders(db, viewer, [key.id])).get(key.id) ?? [];
  const used = [{ code: CsrFaultCode.KEY_ALREADY_USED, found: holder ? holderWords(holder) : null }];
  return (await mayShare(db, key, serverName)) ? { faults: [], warnings: used } : { faults: used, warnings: [] };
}

async function mayShare(db: EntityManager, key: Key, serverName: string | null): Promise<boolean> {
  const [{ allowed }] = await db.query(
    `select a.key_policy = 'WARN' or (a.key_policy = 'SAME_SERVER' and coalesce($2 = lower(btrim($3::text)), false)) as allowed
     from account a where a.id = $1`,
    [key.accountId, key.serverName, serverName],
  );
  return allowed;
}
