import { audit } from "../audit/audit.ts";
import { isCrlOf, type ReadCrl, readCrl } from "../ca/read-crl.ts";
import { Crl } from "../certificates/crl.ts";
import { IssuingCa } from "../certificates/issuing-ca.ts";
import { type Tx, theProduct, transact } from "../foundation/transact.ts";
import { readCrlFile } from "./files.ts";
import { ceremonyActor, online } from "./online.ts";
import { type Around, option, pathOf, type Verb } from "./verb.ts";

/** Online: publishes the CRL of a root whose key is offline. */
export const installCrl: Verb = {
  usage: "install-crl --crl FILE",
  required: ["crl"],
  async run(given, around) {
    const der = await readCrlFile(pathOf(around, option(given, "crl")));
    return online(around, ({ source }) =>
      transact(source, theProduct, async (tx) => {
        const crl = read(der);
        const roots = await tx.findBy(IssuingCa, { isRoot: true });
        const root = roots.find((one) => isCrlOf(crl, one.certificateDer));
        if (!root) throw new Error("The CRL is not signed by any root that is installed here.");
        await storeRootCrl(tx, root, der, around);
        return `The CRL of ${root.slug} is published. Bring the next one before ${crl.nextUpdate.toISOString()}.`;
      }),
    );
  },
};

/** Stores a CRL that a root signed elsewhere. Throws in words where it should not be published. */
export async function storeRootCrl(tx: Tx, root: IssuingCa, der: Buffer, around: Around): Promise<void> {
  const crl = read(der);
  const newest = await tx.findOne(Crl, { where: { issuingCaId: root.id, shard: 0 }, order: { number: "DESC" } });
  const faults = faultsOf(crl, root, newest, around.now);
  if (faults.length > 0) throw new Error(`The CRL is refused: ${faults.join("; ")}.`);
  const { number, thisUpdate, nextUpdate, entries } = crl;
  await tx.insert(Crl, { issuingCaId: root.id, shard: 0, number: String(number), der, thisUpdate, nextUpdate });
  const detail = { number: String(number), revoked: entries };
  await audit(tx, ceremonyActor(around), "crl.install", { type: "issuing_ca", id: root.id }, detail);
}

function faultsOf(crl: ReadCrl, root: IssuingCa, newest: Crl | null, now: Date): string[] {
  const checks: [boolean, string][] = [
    [isCrlOf(crl, root.certificateDer), `it is not signed by the root ${root.slug}`],
    [root.keyName === null, `the root ${root.slug} has its key here and signs its CRL itself`],
    [crl.whole, "it speaks of a part of the root's certificates only"],
    [crl.number < 2n ** 63n, "its number is too large to be kept"],
    [
      !newest || crl.number > BigInt(newest.number),
      `its number is not higher than that of the last one, ${newest?.number}`,
    ],
    [!newest || crl.thisUpdate >= newest.thisUpdate, "it is older than the last one"],
    [crl.thisUpdate <= now, `it begins only at ${crl.thisUpdate.toISOString()}`],
    [crl.nextUpdate > now, `it is over since ${crl.nextUpdate.toISOString()}`],
  ];
  return checks.filter(([holds]) => !holds).map(([, fault]) => fault);
}

function read(der: Buffer): ReadCrl {
  try {
    return readCrl(der);
  } catch (error) {
    throw new Error(`The CRL cannot be read: ${(error as Error).message}.`);
  }
}
