import type { Role } from "@duplicert/shared/roles";
import type { Locale } from "../accounts/locale.ts";

/** Two customers, and the CA itself. */
export type AccountKey = "own" | "other" | "authority";
export type MemberKey =
  | "administrator"
  | "manager"
  | "financeManager"
  | "standard"
  | "limited"
  | "otherAdministrator"
  | "validationSpecialist"
  | "secondSpecialist";

export interface DemoMember {
  key: MemberKey;
  account: AccountKey;
  name: string;
  /** Below .example, which RFC 2606 keeps free: nobody is written to by accident. */
  email: string;
  role: Role;
  locale: Locale;
}

export const demoCustomers: readonly { key: AccountKey; name: string }[] = [
  { key: "own", name: "Example Group" },
  { key: "other", name: "Example Lighthouse Trust" },
];

/** One person for each role, the administrator of the account next door, and the two of the CA that EV takes (EVG 5.2.4). */
export const demoMembers: readonly DemoMember[] = [
  {
    key: "administrator",
    account: "own",
    name: "Ines Duarte",
    email: "ines@demo.example",
    role: "ADMINISTRATOR",
    locale: "EN",
  },
  { key: "manager", account: "own", name: "Marek Novak", email: "marek@demo.example", role: "MANAGER", locale: "EN" },
  {
    key: "financeManager",
    account: "own",
    name: "Fatima Haddad",
    email: "fatima@demo.example",
    role: "FINANCE_MANAGER",
    locale: "EN",
  },
  {
    key: "standard",
    account: "own",
    name: "Sam Okoro",
    email: "sam@demo.example",
    role: "STANDARD_USER",
    locale: "EN",
  },
  {
    key: "limited",
    account: "own",
    name: "Lin Yu-Ting",
    email: "yuting@demo.example",
    role: "LIMITED_USER",
    locale: "EN",
  },
  {
    key: "otherAdministrator",
    account: "other",
    name: "Oona Keeper",
    email: "oona@lighthouse.example",
    role: "ADMINISTRATOR",
    locale: "EN",
  },
  {
    key: "validationSpecialist",
    account: "authority",
    name: "Ruth Osei",
    email: "ruth@duplicert.example",
    role: "VALIDATION_SPECIALIST",
    locale: "EN",
  },
  {
    key: "secondSpecialist",
    account: "authority",
    name: "Piotr Malik",
    email: "piotr@duplicert.example",
    role: "VALIDATION_SPECIALIST",
    locale: "EN",
  },
];

export function demoMember(key: MemberKey): DemoMember {
  return demoMembers.find((member) => member.key === key)!;
}
