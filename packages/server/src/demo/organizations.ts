import type { OrganizationDetails } from "@duplicert/shared/organization-details";
import type { OrganizationProofKind } from "../organizations/organization-proof.ts";
import type { AccountKey } from "./people.ts";
import type { ProofStanding } from "./proof-history.ts";

/** Its legal details, and the phone number it gave. */
export type LegalDetails = OrganizationDetails & { phone: string | null };

export interface DemoOrganization {
  key: OrganizationKey;
  account: AccountKey;
  details: LegalDetails;
  /** Who speaks for it. */
  contact: { name: string; title: string };
  proof: { kind: OrganizationProofKind; standing: ProofStanding; register: string; reachedBy: string };
}

export type OrganizationKey =
  | "harbour"
  | "bicycles"
  | "tea"
  | "museum"
  | "clinics"
  | "observatory"
  | "bakery"
  | "fjord"
  | "orchard"
  | "lighthouse";

const company = (
  legalName: string,
  [streetAddress, postalCode, locality, stateOrProvince, country]: [string, string, string, string | null, string],
  registrationNumber: string,
  phone: string | null = null,
  businessCategory = "Private Organization",
): LegalDetails => ({
  legalName,
  streetAddress,
  postalCode,
  locality,
  stateOrProvince,
  country,
  registrationNumber,
  businessCategory,
  jurisdictionCountry: country,
  phone,
});

const proof = (
  kind: OrganizationProofKind,
  register: string,
  reachedBy: string,
  standing: ProofStanding = "CURRENT",
): DemoOrganization["proof"] => ({ kind, standing, register, reachedBy });

// All invented: each name says that it is an example. Telephone numbers are of ranges set aside for fiction.
export const demoOrganizations: readonly DemoOrganization[] = [
  {
    key: "harbour",
    account: "own",
    details: company(
      "Example Harbour Logistics Ltd",
      ["1 Example Quay", "EX1 1EX", "Bristol", "England", "GB"],
      "EX000101",
      "+44 117 496 0101",
    ),
    contact: { name: "Grace Example", title: "Company secretary" },
    proof: proof("EV", "Company register of England and Wales", "telephone +44 117 496 0101, as listed there"),
  },
  {
    key: "bicycles",
    account: "own",
    details: company(
      "Beispiel Fahrradwerke GmbH",
      ["Beispielstrasse 12", "00000", "Hamburg", "Hamburg", "DE"],
      "HRB 000202",
      "+49 40 66969 202",
    ),
    contact: { name: "Jonas Beispiel", title: "Geschäftsführer" },
    proof: proof("OV", "Commercial register, Hamburg", "telephone +49 40 66969 202, as listed there"),
  },
  {
    key: "tea",
    account: "own",
    details: company("範例高山茶業股份有限公司", ["範例路1號", "00000", "臺北市", null, "TW"], "EX-00000303"),
    contact: { name: "範例 美玲", title: "經理" },
    proof: proof("OV", "商業登記 (commercial register)", "letter with a code to the registered address"),
  },
  {
    key: "museum",
    account: "own",
    details: company(
      "Stichting Voorbeeld Getijdenmuseum",
      ["Voorbeeldkade 4", "0000 AA", "Rotterdam", "Zuid-Holland", "NL"],
      "EX404040",
      null,
      "Non-Commercial Entity",
    ),
    contact: { name: "Saskia Voorbeeld", title: "Directeur" },
    proof: proof("OV", "Trade register of the Netherlands", "letter with a code to the registered address"),
  },
  {
    key: "clinics",
    account: "own",
    details: company(
      "Example Valley Clinics, Inc.",
      ["500 Example Avenue", "97200", "Portland", "Oregon", "US"],
      "EX-505050-5",
      "+1 503 555 0150",
    ),
    contact: { name: "Dana Example", title: "General counsel" },
    proof: proof("OV", "Business registry of the State of Oregon", "telephone +1 503 555 0150, as listed there"),
  },
  {
    key: "observatory",
    account: "own",
    details: company(
      "Example Southern Observatory Pty Ltd",
      ["6 Example Hill Road", "7000", "Hobart", "Tasmania", "AU"],
      "000 000 606",
      "+61 3 7010 6060",
    ),
    contact: { name: "Nia Example", title: "Director" },
    proof: proof("EV", "National companies register of Australia", "telephone +61 3 7010 6060, as listed there"),
  },
  {
    key: "bakery",
    account: "own",
    details: company(
      "Boulangerie Exemple SARL",
      ["7 rue de l'Exemple", "69000", "Lyon", "Auvergne-Rhône-Alpes", "FR"],
      "000 000 707",
      "+33 4 65 71 07 07",
    ),
    contact: { name: "Amélie Exemple", title: "Gérante" },
    proof: proof("OV", "Registre du commerce, Lyon", "telephone +33 4 65 71 07 07, as listed there"),
  },
  {
    key: "fjord",
    account: "own",
    details: company("Eksempel Fjordkraft AS", ["Eksempelveien 8", "5000", "Bergen", "Vestland", "NO"], "000 000 808"),
    contact: { name: "Ingrid Eksempel", title: "Daglig leder" },
    proof: proof("EV", "Register of business enterprises of Norway", "letter with a code to the registered address"),
  },
  {
    key: "orchard",
    account: "own",
    details: company(
      "Example Orchards Co-operative",
      ["9 Example Lane", "0000", "Nelson", "Tasman", "NZ"],
      "EX-909090",
    ),
    contact: { name: "Tama Example", title: "Chair" },
    proof: proof("OV", "Companies register of New Zealand", "letter with a code to the registered address", "LAPSED"),
  },
  {
    key: "lighthouse",
    account: "other",
    details: company(
      "Example Lighthouse Trust",
      ["Lighthouse Point", "EX9 9EX", "Stromness", "Scotland", "GB"],
      "EX-SC001010",
      "+44 131 496 0110",
      "Non-Commercial Entity",
    ),
    contact: { name: "Morag Example", title: "Trustee" },
    proof: proof("OV", "Register of charities of Scotland", "telephone +44 131 496 0110, as listed there"),
  },
];

/** The change that cancels the bakery's validation, some time after its certificates were issued. */
export const changedDetails: { organization: OrganizationKey; daysAgo: number; details: Partial<LegalDetails> } = {
  organization: "bakery",
  daysAgo: 1,
  // what no certificate says: as soon as the new address is verified, the order may be duplicated again
  details: { streetAddress: "70 quai de l'Exemple", postalCode: "69002" },
};

export function demoOrganization(key: OrganizationKey): DemoOrganization {
  return demoOrganizations.find((organization) => organization.key === key)!;
}
