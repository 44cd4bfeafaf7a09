import { ValidationType } from "@duplicert/shared/products";
import type { AnyCertificate } from "../ca/any-certificate.ts";
import { profileOf } from "../ca/profile.ts";

/** How far its CA checked who stands behind it: by the reserved policy (BR 7.1.6.1, EVG 7.1.6.1), else by its subject. */
export function levelOf({ policies, organization }: AnyCertificate): ValidationType {
  for (const level of [ValidationType.EV, ValidationType.OV, ValidationType.DV])
    if (policies.includes(profileOf(level).policyOid)) return level;
  return organization ? ValidationType.OV : ValidationType.DV;
}
