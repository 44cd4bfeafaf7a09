import { caaSubject, governingTag } from "@duplicert/shared/caa";
import type { DuplicateRefusal } from "@duplicert/shared/duplicate-refusal";
import type { DataSource } from "typeorm";
import { keepable } from "../domains/evidence.ts";
import type { Jobs } from "../foundation/queue.ts";
import { look, theProduct, transact } from "../foundation/transact.ts";
import type { Network } from "../network/network.ts";
import { lockOrder } from "../orders/find-order.ts";
import { CaaCheck, uncheckedNames } from "./caa-check.ts";
import { failIssuance } from "./fail-issuance.ts";
import { failureInWords } from "./failure-in-words.ts";
import { Issuance, type IssuanceFailure, orderLockOf } from "./issuance.ts";
import { type CaaVerdict, lookUpCaa } from "./look-up-caa.ts";

/** CAA could not be looked up. The job is repeated; given up at last, the failure says which resolver failed on which name. */
export class CaaUnknown extends Error {
  readonly failure: IssuanceFailure;

  constructor(dnsName: string, { findings }: CaaVerdict) {
    const failed = findings.flatMap(({ perspective, answers }) => {
      const last = answers.at(-1);
      return last && last.status !== "NOERROR" && last.status !== "NXDOMAIN" ? [{ perspective, ...last }] : [];
    });
    const said = failed.map((one) => `${one.resolver} (${one.perspective}) answered ${one.status} for ${one.name}`);
    super(
      `Whether ${dnsName} may be certified could not be found out: of its CAA records, the resolver ${said.join(", the resolver ")}. See that the domain's name servers answer, then retry the request.`,
    );
    this.failure = { message: this.message, reasons: [{ error: "CAA_UNKNOWN", dnsName, answers: failed }] };
  }
}

/** Looks the names of a plan up that nobody has of late, outside any transaction. False when a record forbids: the issuance has failed. */
export async function checkCaa(
  source: DataSource,
  network: Network,
  { issuanceId }: Jobs["issueCertificate"],
  now: Date,
): Promise<boolean> {
  const [issuance, names] = await look(source, theProduct, async (db) => {
    const issuance = await db.findOneBy(Issuance, { id: issuanceId, state: "READY" });
    return [issuance, issuance ? await uncheckedNames(db, issuance, now) : []] as const;
  });
  if (!issuance || names.length === 0) return true;

  const verdicts = await lookUpCaa(network, names, now);
  // what is forbidden anywhere and not outvoted is an answer; what is merely unknown is asked again
  const unknown = verdicts.filter((one) => !one.permitted && forbidding(one) === undefined);
  const known = verdicts.filter((one) => !unknown.includes(one));
  const refused = known.filter(({ permitted }) => !permitted);
  await transact(source, theProduct, async (tx) => {
    const { accountId } = issuance;
    // a look holds the issuance that it points to, and the order is held before that
    if (refused.length > 0) await lockOrder(tx, issuance.orderId, orderLockOf(issuance));
    for (const { dnsName, permitted, findings } of known) {
      const check = {
        accountId,
        issuanceId,
        dnsName,
        permitted,
        evidence: { findings: findings.map(keepable) },
        at: now,
      };
      await tx.save(tx.create(CaaCheck, check));
    }
    if (refused.length > 0)
      await failIssuance(tx, issuance, failureInWords(reasonsOf(refused, network), issuance.kind), now);
  });
  if (refused.length > 0) return false;
  const [first] = unknown;
  if (first) throw new CaaUnknown(first.dnsName, first);
  return true;
}

const forbidding = ({ findings }: CaaVerdict) => findings.find(({ forbiddenBy }) => forbiddenBy !== null);

// a record may be as long as a whole message, and goes into mails
const longestShown = 300;
const shown = (data: string) => (data.length > longestShown ? `${data.slice(0, longestShown)}…` : data);

function reasonsOf(refused: CaaVerdict[], { caaIdentities }: Network): DuplicateRefusal[] {
  return refused.map((verdict) => {
    const { forbiddenBy, answers } = forbidding(verdict)!;
    const records = answers.at(-1)!.records.flatMap((record) => (record.caa ? [{ ...record, caa: record.caa }] : []));
    const found = records.find(({ caa }) => caa === forbiddenBy)!;
    const properties = records.map(({ caa }) => caa);
    const tag = governingTag(properties, verdict.dnsName);
    const add =
      forbiddenBy!.tag === tag && caaIdentities[0] ? `${found.name}. CAA 0 ${tag} "${caaIdentities[0]}"` : null;
    const subject = caaSubject({ name: verdict.dnsName, record: `${found.name}. CAA ${shown(found.data)}`, add });
    return { code: "CAA_FORBIDS", subject, path: null };
  });
}
