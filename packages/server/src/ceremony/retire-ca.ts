import { audit } from "../audit/audit.ts";
import { IssuingCa, isActive } from "../certificates/issuing-ca.ts";
import { theProduct, transact } from "../foundation/transact.ts";
import { ceremonyActor, online } from "./online.ts";
import { instantOption, slugOption, type Verb } from "./verb.ts";

/** Online: from that instant on an issuing CA signs no certificate any more; its CRLs go on. */
export const retireCa: Verb = {
  usage: "retire --slug SLUG [--at INSTANT]",
  required: ["slug"],
  optional: ["at"],
  async run(given, around) {
    const slug = slugOption(given);
    const at = instantOption(given, "at", around.now);
    if (at < around.now) throw new Error("--at lies in the past: a CA cannot have stopped signing then.");
    return online(around, ({ source }) =>
      transact(source, theProduct, async (tx) => {
        await tx.query("select pg_advisory_xact_lock(hashtextextended('duplicert ca', 0))");
        const all = await tx.findBy(IssuingCa, { isRoot: false });
        const ca = all.find((one) => one.slug === slug);
        if (!ca) throw new Error(`There is no issuing CA ${slug} here; \`ceremony list\` shows those that are.`);
        if (ca.retiredAt && ca.retiredAt <= around.now)
          throw new Error(`${slug} is retired since ${ca.retiredAt.toISOString()}.`);
        const successors = all.filter((one) => one !== ca && one.keyType === ca.keyType && isActive(one, at));
        if (successors.length === 0)
          throw new Error(
            `Nobody would sign ${ca.keyType} certificates then: install a successor of ${slug} first (\`ceremony install\`), active by ${at.toISOString()}.`,
          );
        await tx.update(IssuingCa, { id: ca.id }, { retiredAt: at });
        const object = { type: "issuing_ca", id: ca.id };
        await audit(tx, ceremonyActor(around), "ca.retire", object, { slug, at });
        const next = successors.map((one) => one.slug).join(", ");
        return `${slug} signs no certificate from ${at.toISOString()} on; ${next} goes on. Its key stays: it signs CRLs and OCSP answers until its last certificate is over.`;
      }),
    );
  },
};
