import { extensionOf } from "./lint-rule.ts";
import { KeyUsageBit } from "./profile.ts";
import { type ReadTbs, readExtension } from "./read-certificate.ts";

/** Whether a CA may sign OCSP answers with its own key: BR 7.1.2.10.7 wants digitalSignature for that. */
export function answersOcsp(ca: ReadTbs): boolean {
  const usage = extensionOf(ca, "keyUsage");
  return usage !== null && readExtension.keyUsage(usage).includes(KeyUsageBit.digitalSignature);
}
