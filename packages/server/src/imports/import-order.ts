import { type ImportRefusal as Refusal, refusal } from "@duplicert/shared/import-refusals";
import { mostContacts } from "@duplicert/shared/order-refusal";
import { isAddress } from "@duplicert/shared/order-refusals";
import { mayOrder } from "@duplicert/shared/roles";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { actorOf, audit } from "../audit/audit.ts";
import { auditRefusal } from "../audit/audit-refusal.ts";
import type { Context } from "../foundation/context.ts";
import { NotPermitted } from "../foundation/permission-problems.ts";
import { plainText } from "../foundation/plain-text.ts";
import type { Tx } from "../foundation/transact.ts";
import { claimKey } from "../keys/claim-key.ts";
import { banExposedKeys } from "../keys/exposed-keys.ts";
import { knownPlatform } from "../orders/known-platform.ts";
import type { Order } from "../orders/order.ts";
import { ImportOrderInput, ImportOrderResult, ImportRefused } from "./import-order-input.ts";
import { judgeImport } from "./judge-import.ts";
import { readCertificates } from "./read-certificates.ts";
import { type Import, saveImport } from "./save-import.ts";

@Resolver()
export class ImportOrder {
  @Mutation(() => ImportOrderResult, {
    description:
      "Takes a certificate of another CA over as an order of its own: to be watched, downloaded in every format, and duplicated once an administrator allows the built-in CA for it. Nothing about the certificate changes, and its CA is not asked.",
  })
  async importOrder(
    @Arg("input", () => ImportOrderInput) input: ImportOrderInput,
    @Ctx() context: Context,
  ): Promise<typeof ImportOrderResult> {
    const texts = [input.certificatePem, input.chainPem ?? ""];
    // before anything else is judged: whatever it is refused for, a private key in it has left its server
    const keyRefusals = await privateKeys(context, texts);
    const object = { type: "account", id: context.viewer.accountId };
    return context.transact(async (tx) =>
      auditRefusal(context, "order.import", object, await importOrder(tx, context, input, texts, keyRefusals)),
    );
  }
}

async function importOrder(
  tx: Tx,
  context: Context,
  input: ImportOrderInput,
  texts: string[],
  keyRefusals: Refusal[],
): Promise<typeof ImportOrderResult> {
  if (!mayOrder(context.viewer.role))
    return new NotPermitted("The certificate authority's own people order nothing. Sign in as a person of an account.");
  if (keyRefusals.length > 0) return new ImportRefused(keyRefusals);
  const wish = wishOf(input);
  if ("reasons" in wish) return new ImportRefused(wish.reasons);

  const certificates = readCertificates(texts);
  if (isRefusals(certificates)) return new ImportRefused(certificates);
  // two who import the same at once come one after the other
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`import ${context.viewer.accountId}`]);
  const judged = await judgeImport(tx, context, certificates);
  if (Array.isArray(judged)) return new ImportRefused(judged);

  const key = await claimKey(tx, context.viewer.accountId, judged.key);
  if (!key) return new ImportRefused([refusal("KEY_ALREADY_USED")]);
  const order = await saveImport(tx, context, { ...judged, ...wish, keyId: key.id });
  await auditImport(tx, context, order, judged.chain.leaf.sha256);
  return order;
}

const isRefusals = (answer: readonly object[]): answer is Refusal[] => answer.some((one) => "code" in one);

async function privateKeys(context: Context, texts: readonly string[]): Promise<Refusal[]> {
  for (const text of texts) {
    const { found, proved } = await banExposedKeys(context, text);
    if (found) return [refusal("PRIVATE_KEY", null, proved.length > 0 ? "banned" : null)];
  }
  return [];
}

type Wish = Pick<Import, "contacts" | "platformKey">;

function wishOf(input: ImportOrderInput): Wish | { reasons: Refusal[] } {
  const given = input.contacts ?? [];
  if (given.length > mostContacts)
    return { reasons: [refusal("TOO_MANY_CONTACTS", String(mostContacts), String(given.length))] };
  const wrong = given.filter(({ email }) => !isAddress(email.trim()));
  if (wrong.length > 0)
    return {
      reasons: wrong.map(({ email }) => refusal("CONTACT_NOT_AN_ADDRESS", email.trim().slice(0, 300) || null)),
    };
  const contacts = given.map(({ kind, name, email }) => ({
    kind,
    name: plainText("name", name, 200) ?? "",
    email: email.trim(),
  }));
  return { contacts, platformKey: knownPlatform(input.serverPlatform ?? "other").id };
}

async function auditImport(tx: Tx, context: Context, order: Order, sha256: string): Promise<void> {
  const detail = { order: order.number, sha256, product: order.productKey };
  await audit(tx, actorOf(context), "order.import", { type: "order", id: order.id }, detail);
}
