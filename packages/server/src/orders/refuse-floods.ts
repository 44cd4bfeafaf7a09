import { normalizeDnsName } from "@duplicert/shared/dns-name";
import { mostNames } from "@duplicert/shared/order-refusal";
import { badInput } from "../foundation/connection.ts";

/** Names as long as a name can be; a list that is longer than any certificate's is not answered name by name. */
export function refuseFloods(input: { commonName?: string | null; dnsNames?: string[] | null }): void {
  const { commonName, dnsNames } = input;
  const count = dnsNames?.length ?? 0;
  if (count > mostNames) throw badInput(`dnsNames has ${count} names: a certificate has at most ${mostNames}.`);
  for (const name of [commonName ?? "", ...(dnsNames ?? [])]) {
    if (name.length > 63 && normalizeDnsName(name) === null)
      throw badInput(
        `Among the names is a text of ${name.length} characters that is no DNS name. Give each name by itself.`,
      );
  }
}
