import type { OrderState } from "@duplicert/shared/order-status";
import { liveAge } from "./demo-time.ts";
import { type OrderPlan, type OrderWish, orderPlan } from "./order-plan.ts";
import type { OrganizationKey } from "./organizations.ts";
import { reissues } from "./reissues.ts";
import { duplicatesFor } from "./request-plan.ts";
import { undecided } from "./undecided-requests.ts";

interface More extends Partial<Omit<OrderWish, "names" | "product" | "organization" | "age" | "salt">> {
  duplicates?: string[];
}
type Row = [names: string, product: string, organization: OrganizationKey | null, age: number, more?: More];

const ended = (state: OrderState): More => ({ state });
const limited: More = { placedBy: "limited" };
const ecc: More = { caKeyType: "EC" };

// Days since issue; over a year: expired by now.
const rows: readonly Row[] = [
  ["ferry.harbour.example.com", "ov", "harbour", 3, { duplicates: ["ferry-2"] }],
  [
    "booking.harbour.example.com booking.freight.example.net",
    "ov_multi_domain",
    "harbour",
    12,
    { platform: "haproxy" },
  ],
  [
    "customs.freight.example.net",
    "ov",
    "harbour",
    27,
    { platform: "iis", duplicates: ["CUSTOMS02/iis", "CUSTOMS03/iis"] },
  ],
  [
    "*.freight.example.net freight.example.net",
    "ov_wildcard",
    "harbour",
    88,
    { duplicates: ["edge-fra", "edge-lon", "edge-sin", "edge-syd/haproxy", "edge-iad"] },
  ],
  ["cranes.harbour.example.com", "ov", "harbour", 133, { ...ecc, placedBy: "administrator" }],
  [
    "mail.harbour.example.com autodiscover.harbour.example.com",
    "ov_multi_domain",
    "harbour",
    41,
    { platform: "exchange", signatureHash: "SHA384" },
  ],
  ["invoices.harbour.example.com", "ev", "harbour", 104, { placedBy: "financeManager", duplicates: ["invoices-b"] }],
  ["vpn.harbour.example.com", "ov", "harbour", 281, { platform: "citrix" }],
  ["tides.harbour.example.com", "ov", "harbour", 402],
  ["edi.freight.example.net", "ov", "harbour", 455, { platform: "tomcat" }],
  ["www.harbour.example.com", "ov", "harbour", 437, { duplicates: ["web-2 Bristol"] }],
  ["legacy.freight.example.net", "ov", "harbour", 700, { platform: "iis" }],
  ["shop.bicycles.example.org", "ov", "bicycles", 8, { platform: "plesk" }],
  [
    "www.bicycles.example.org bicycles.example.org",
    "ov_multi_domain",
    "bicycles",
    36,
    { platform: "apache", duplicates: ["www-2", "www-3"] },
  ],
  ["api.bicycles.example.org", "ov", "bicycles", 61, { ...ecc, duplicates: ["api-blue", "api-green"] }],
  ["termine.werkstatt.example.org", "ov", "bicycles", 77, { ...limited, duplicates: ["termine-2"] }],
  ["teile.werkstatt.example.org", "ov", "bicycles", 150, limited],
  ["*.werkstatt.example.org", "ov_wildcard", "bicycles", 310, limited],
  ["katalog.bicycles.example.org", "ov", "bicycles", 390],
  ["haendler.bicycles.example.org", "ov", "bicycles", 512, { platform: "apache" }],
  ["intranet.werkstatt.example.org", "ov", "bicycles", 655],
  ["shop.tea.example.net", "ov", "tea", 5],
  [
    "shop.tea.example.net order.tea.example.net",
    "ov_multi_domain",
    "tea",
    19,
    { key: "reissued", platform: "apache", placedBy: "limited", duplicates: ["shop-taipei-2"] },
  ],
  ["xn--cl1a.example.net www.xn--cl1a.example.net", "ov_multi_domain", "tea", 52, { signatureHash: "SHA512" }],
  ["member.tea.example.net", "ov", "tea", 111, { ...ecc, placedBy: "limited" }],
  ["*.tea.example.net", "ov_wildcard", "tea", 265, { duplicates: ["branch-hualien", "branch-tainan"] }],
  ["pos.tea.example.net", "ov", "tea", 379, { platform: "tomcat" }],
  ["blog.tea.example.net", "ov", "tea", 590],
  ["www.museum.example.org museum.example.org", "ov_multi_domain", "museum", 15, { platform: "cpanel" }],
  [
    "tickets.museum.example.org",
    "ov",
    "museum",
    33,
    { platform: "aws", duplicates: ["desk-1", "desk-2", "desk-3", "kiosk"] },
  ],
  ["collection.museum.example.org", "ov", "museum", 90],
  ["audio.museum.example.org", "ov", "museum", 171, ecc],
  ["donate.museum.example.org", "ov", "museum", 333, { placedBy: "financeManager" }],
  ["exhibition.museum.example.org", "ov", "museum", 420],
  ["newsletter.museum.example.org", "ov", "museum", 548],
  ["tower.museum.example.org", "ov", "museum", 118, { revokedDaysAgo: 60 }],
  ["www.clinics.example.com clinics.example.com", "ov_multi_domain", "clinics", 6, { platform: "azure" }],
  [
    "portal.patients.example.com",
    "ov",
    "clinics",
    24,
    { platform: "f5", signatureHash: "SHA384", duplicates: ["portal-east", "portal-west"] },
  ],
  ["lab.clinics.example.com", "ov", "clinics", 48, { platform: "iis" }],
  ["fhir.clinics.example.com", "ov", "clinics", 72, { ...ecc, platform: "gcp", duplicates: ["fhir-2"] }],
  ["imaging.clinics.example.com", "ov", "clinics", 141, { platform: "tomcat" }],
  ["appointments.patients.example.com", "ov_multi_domain", "clinics", 298, { key: "reissuePending" }],
  ["records.patients.example.com", "ov", "clinics", 372, { platform: "iis" }],
  ["telehealth.patients.example.com", "ov", "clinics", 470],
  ["survey.patients.example.com", "ov", "clinics", 620],
  ["www.observatory.example.net", "ev", "observatory", 10],
  [
    "data.observatory.example.net archive.observatory.example.net",
    "ov_multi_domain",
    "observatory",
    57,
    { duplicates: ["mirror-hobart", "mirror-perth"] },
  ],
  ["telescope-1.observatory.example.net", "ov", "observatory", 83, ecc],
  ["telescope-2.observatory.example.net", "ov", "observatory", 84, ecc],
  [
    "visitors.observatory.example.net shop.observatory.example.net",
    "ev_multi_domain",
    "observatory",
    160,
    { platform: "apache" },
  ],
  ["pipeline.observatory.example.net", "ov", "observatory", 350],
  ["webcam.observatory.example.net", "ov", "observatory", 440],
  ["commande.boulangerie.example.com", "ov", "bakery", 29, { platform: "plesk" }],
  ["recettes.boulangerie.example.com", "ov", "bakery", 415],
  ["my.fjordkraft.example.org", "ev", "fjord", 21, { platform: "citrix", duplicates: ["my-2"] }],
  ["meters.fjordkraft.example.org", "ov", "fjord", 66, { ...ecc, placedBy: "manager" }],
  [
    "*.grid.fjordkraft.example.org grid.fjordkraft.example.org",
    "ov_wildcard",
    "fjord",
    125,
    { platform: "lighttpd", duplicates: ["substation-1", "substation-2", "substation-3"] },
  ],
  ["prices.fjordkraft.example.org", "ov", "fjord", 320],
  ["outages.fjordkraft.example.org", "ov", "fjord", 490],
  ["www.orchards.example.com", "ov", "orchard", 69, { platform: "cpanel" }],
  ["harvest.orchards.example.com", "ov", "orchard", 398],
  ["status.example.net", "dv", null, 260],
  ["status.example.net", "dv", null, 630],
  ["blog.harbour.example.com", "dv", null, 38, { platform: "cpanel" }],
  ["*.labs.bicycles.example.org", "dv_wildcard", null, 92],
  ["pharmacy.clinics.example.com", "ov", "clinics", 58, ended("REJECTED")],
  ["auction.museum.example.org", "ov", "museum", 200, ended("CANCELED")],
  ["gifts.tea.example.net", "ov", "tea", 530, ended("CANCELED")],
];

/** The orders that make a list look like a list. */
export function furtherOrders(now: Date): OrderPlan[] {
  return rows.map(([names, product, organization, wanted, { duplicates = [], ...more } = {}], i) => {
    const live = wanted < 366 && (more.state ?? "ISSUED") === "ISSUED";
    const age = live ? liveAge(now, wanted, (more.revokedDaysAgo ?? 0) + 4) : wanted;
    const plan = orderPlan(now, { key: `further ${i + 1}`, names, product, organization, age, salt: i + 20, ...more });
    const further = (undecided(now)[names] ?? []).filter(
      (request) => plan.original && request.at > plan.original.issuedAt,
    );
    const requests = [...duplicatesFor(plan, now, age, duplicates), ...further];
    return { ...plan, requests, reissue: reissues(now)[names] ?? null };
  });
}

/** The one order of the account next door. */
export function otherOrder(now: Date): OrderPlan {
  return orderPlan(now, {
    key: "otherAccount",
    account: "other",
    names: "www.lighthouse.example.org",
    product: "ov",
    organization: "lighthouse",
    age: liveAge(now, 40, 61),
    salt: 99,
    keyType: "RSA",
    placedBy: "otherAdministrator",
  });
}
