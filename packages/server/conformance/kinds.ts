import { products } from "@duplicert/shared/products";
import type { ProfileName, SubjectFacts } from "../src/ca/profile.ts";

/** A kind of certificate that is issued: a profile, the names, and what is known of the subject. */
export interface Kind {
  row: string;
  slug: string;
  profile: ProfileName;
  subject: SubjectFacts;
  dnsNames: string[];
  /** What a client asks for. */
  hostName: string;
  /** Every key and hash, or one of each issuing CA where the names alone are the point. */
  breadth: "all" | "some";
}

const organization: Omit<SubjectFacts, "commonName"> = {
  organization: "範例股份有限公司",
  streetAddress: "1 Sample Road",
  locality: "Taipei",
  stateOrProvince: null,
  postalCode: "100",
  country: "TW",
  businessCategory: "Private Organization",
  jurisdictionCountry: "TW",
  registrationNumber: "12345678",
};

const names = {
  single: ["www.example.com", "example.com"],
  "multi-domain": ["www.example.com", "example.com", "mail.example.net", "shop.example.org", "a-1.b-2.example.org"],
  wildcard: ["*.example.com", "example.com"],
} as const;

const hostNames = {
  single: "www.example.com",
  "multi-domain": "shop.example.org",
  wildcard: "api.example.com",
} as const;
const long = `${"a".repeat(60)}.${"b".repeat(60)}.example.com`;

function kind(row: string, profile: ProfileName, dnsNames: readonly string[], change: Partial<Kind> = {}): Kind {
  const subject = { ...organization, commonName: dnsNames[0]! };
  const slug = row.replaceAll(/[, ]+/g, "-");
  return { row, slug, profile, subject, dnsNames: [...dnsNames], hostName: dnsNames[0]!, breadth: "all", ...change };
}

const ordinary = (["DV", "OV", "EV"] as const).flatMap((profile) =>
  (["single", "multi-domain", "wildcard"] as const)
    // EVG 7.1.2.1: there is no EV wildcard.
    .filter(
      (product) => product !== "wildcard" || products.some(({ key }) => key === `${profile.toLowerCase()}_wildcard`),
    )
    .map((product) => kind(`${profile} ${product}`, profile, names[product], { hostName: hostNames[product] })),
);

const some = { breadth: "some" } as const;
const elsewhere = {
  country: "US",
  stateOrProvince: "Utah",
  locality: null,
  organization: "Example, Inc.",
  jurisdictionCountry: "US",
};

/** Every kind of certificate that a run issues. */
export const kinds: readonly Kind[] = [
  ...ordinary,
  kind("DV without a subject, its name being over 64 characters", "DV", [long], { ...some, slug: "DV-long-name" }),
  kind("OV without a common name, its name being over 64 characters", "OV", [long], { ...some, slug: "OV-long-name" }),
  kind("OV for a name in Chinese (A-label)", "OV", ["xn--fsqu00a.example.com"], { ...some, slug: "OV-idn" }),
  kind(
    "OV for 250 names",
    "OV",
    Array.from({ length: 250 }, (_, at) => `host-${at}.example.com`),
    {
      ...some,
      slug: "OV-250-names",
      hostName: "host-249.example.com",
    },
  ),
  ...(["OV", "EV"] as const).map((profile) =>
    kind(`${profile} with a state and no locality`, profile, names.single, {
      ...some,
      slug: `${profile}-state`,
      subject: { ...organization, ...elsewhere, commonName: names.single[0] },
    }),
  ),
];

/** What is spoiled, or revoked, is like this otherwise. */
export const spoiledKind: Kind = kinds.find(({ slug }) => slug === "OV-single")!;

/** Under a P-384 root: one of each profile, the rest being no different there. */
export const kindsBelowEcdsa: readonly Kind[] = ordinary
  .filter(({ slug }) => slug.endsWith("-single"))
  .map((one) => ({ ...one, row: `${one.row}, below a P-384 root`, breadth: "some" }));
