import { certificatePem } from "../ca/pem.ts";
import { IssuingCa } from "../certificates/issuing-ca.ts";
import { look, theProduct } from "../foundation/transact.ts";
import { writeNew } from "./files.ts";
import { online } from "./online.ts";
import { option, pathOf, slugOption, type Verb } from "./verb.ts";

/** Online: the certificates of a CA and of its root, as PEM, for trust stores and for whoever checks. */
export const exportChain: Verb = {
  usage: "export --slug SLUG --out FILE",
  required: ["slug", "out"],
  async run(given, around) {
    const slug = slugOption(given);
    const out = pathOf(around, option(given, "out"));
    return online(around, async ({ source }) => {
      const ca = await look(source, theProduct, (db) => db.findOneBy(IssuingCa, { slug }));
      if (!ca) throw new Error(`There is no CA ${slug} here; \`ceremony list\` shows those that are.`);
      const chain = ca.isRoot ? [ca.certificateDer] : [ca.certificateDer, ca.rootDer];
      await writeNew(out, chain.map(certificatePem).join(""));
      return `${chain.length === 1 ? "The root" : "The CA and its root"} as PEM: ${out}`;
    });
  },
};
