import type { DataSource } from "typeorm";
import { CaaCheck, uncheckedNames } from "../certificates/caa-check.ts";
import { Issuance } from "../certificates/issuance.ts";
import { theProduct, transact } from "../foundation/transact.ts";

/** What was looked up before a certificate of long ago was signed: none of the demo's names has CAA records. */
export async function recordCaa(source: DataSource, issuanceId: string, at: Date): Promise<void> {
  await transact(source, theProduct, async (tx) => {
    const issuance = await tx.findOneByOrFail(Issuance, { id: issuanceId });
    if (issuance.state !== "READY") return;
    const { accountId } = issuance;
    // a run before this one may have come as far
    for (const dnsName of await uncheckedNames(tx, issuance, at)) {
      const evidence = { findings: [findingOf(dnsName, at)] };
      await tx.save(tx.create(CaaCheck, { accountId, issuanceId, dnsName, permitted: true, evidence, at }));
    }
  });
}

function findingOf(dnsName: string, at: Date): CaaCheck["evidence"]["findings"][number] {
  const labels = dnsName.replace(/^\*\./, "").split(".");
  const answers = labels.map((_, i) => {
    const name = labels.slice(i).join(".");
    return {
      name,
      type: "CAA" as const,
      // RFC 5737: nobody's
      resolver: "192.0.2.53:53",
      transport: "UDP" as const,
      status: "NOERROR" as const,
      authenticated: false,
      chain: [name],
      records: [],
      at: at.toISOString(),
    };
  });
  return { perspective: "primary", holds: true, foundAt: null, forbiddenBy: null, answers };
}
