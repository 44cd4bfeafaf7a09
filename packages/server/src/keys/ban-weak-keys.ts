import { X509Certificate } from "node:crypto";
import type { Actor } from "../audit/audit.ts";
import type { Tx } from "../foundation/transact.ts";
import { banKey } from "./ban-key.ts";
import { debianFingerprint } from "./key-faults.ts";

interface Certified {
  id: string;
  spkiSha256: string;
  der: Buffer;
}

const pageSize = 1_000;

/** Bans the keys of unexpired certificates that a list of weak keys has meanwhile; answers how many. The ledger itself knows no modulus. */
export async function banWeakKeysInUse(tx: Tx, list: string, actor: Actor): Promise<number> {
  const banned = new Set<string>();
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const page: Certified[] = await tx.query(
      `select c.id, k.spki_sha256 as "spkiSha256", d.der from certificate c
       join key k on k.id = c.key_id join certificate_der d on d.certificate_id = c.id
       where c.id > $1 and c.not_after >= $2 and k.algorithm like 'RSA %' order by c.id limit ${pageSize}`,
      [after, actor.now],
    );
    for (const spkiSha256 of await weakAmong(tx, page)) banned.add(spkiSha256);
    if (page.length < pageSize) break;
    after = page.at(-1)!.id;
  }
  for (const spkiSha256 of [...banned].sort())
    await banKey(tx, { spkiSha256, reason: "A Debian weak key (CVE-2008-0166).", source: `list ${list}` }, actor);
  return banned.size;
}

async function weakAmong(tx: Tx, page: Certified[]): Promise<string[]> {
  const marks = page.map(({ der }) =>
    debianFingerprint(new X509Certificate(der).publicKey.export({ format: "der", type: "spki" })),
  );
  const rows: { fingerprint: Buffer }[] = await tx.query(
    "select fingerprint from weak_key where kind = 'DEBIAN' and fingerprint = any($1)",
    [marks.filter((mark) => mark !== null)],
  );
  const weak = new Set(rows.map(({ fingerprint }) => fingerprint.toString("hex")));
  return page.flatMap(({ spkiSha256 }, at) => (weak.has(marks[at]?.toString("hex") ?? "") ? [spkiSha256] : []));
}
