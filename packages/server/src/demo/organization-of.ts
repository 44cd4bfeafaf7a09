import type { DataSource } from "typeorm";
import { theProduct, transact } from "../foundation/transact.ts";
import { Organization } from "../organizations/organization.ts";
import { demoOrganization, type OrganizationKey } from "./organizations.ts";

/** The row of an organization of the demo: by its number in the register, which no change of the demo touches. */
export function organizationOf(source: DataSource, key: OrganizationKey): Promise<Organization> {
  const registrationNumber = demoOrganization(key).details.registrationNumber!;
  return transact(source, theProduct, (tx) => tx.findOneByOrFail(Organization, { registrationNumber }));
}
