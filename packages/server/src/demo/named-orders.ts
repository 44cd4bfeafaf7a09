import { proofValidUntil } from "@duplicert/shared/validity";
import { dayMs, liveAge } from "./demo-time.ts";
import { demoDomains } from "./domains.ts";
import { type OrderPlan, type OrderWish, orderPlan } from "./order-plan.ts";
import { proofTimes } from "./proof-history.ts";
import { duplicatesFor, failed } from "./request-plan.ts";

/** The names under which scripts find orders, in demo.json. */
export const orderNames = [
  "ov",
  "ovMultiDomain",
  "ovWildcard",
  "ev",
  "dv",
  "ovDomainExpired",
  "ovOrganizationPending",
  "ovExpired",
  "ovRevoked",
  "ovPending",
  "ovShort",
  "dvProved",
  "dvPending",
  "reissued",
  "reissuePending",
  "imported",
] as const;
export type OrderName = (typeof orderNames)[number];

// "60 to 180 days left"
const leastLeft = 61;
const mostLeft = 178;
const lapsedDomain = "regatta.example.com";

/** One order for each thing that may stand in a duplicate's way, and for each where nothing does; `ovPending` and the last five are of yesterday. */
export function namedOrders(now: Date): OrderPlan[] {
  const usual = { organization: "harbour", keyType: "RSA" } as const;
  const live = (wanted: number) => ({ ...usual, age: liveAge(now, wanted, leastLeft), mostDaysLeft: mostLeft });
  const made = (wish: Omit<OrderWish, "salt"> & { key: OrderName }, servers: string[] = []): OrderPlan => {
    const plan = orderPlan(now, { ...wish, salt: orderNames.indexOf(wish.key) });
    return { ...plan, requests: duplicatesFor(plan, now, wish.age, servers) };
  };
  const shortAge = liveAge(now, 335, 31);
  const lapse = lapsing(now);
  return [
    made({ ...live(70), key: "ov", product: "ov", names: "www.harbour.example.com" }, ["web-2 Bristol"]),
    made(
      {
        ...live(45),
        key: "ovMultiDomain",
        product: "ov_multi_domain",
        platform: "haproxy",
        names:
          "portal.harbour.example.com track.harbour.example.com portal.freight.example.net api.freight.example.net",
      },
      ["lb-1 Bristol", "lb-2 Bristol"],
    ),
    made(
      {
        ...live(95),
        key: "ovWildcard",
        product: "ov_wildcard",
        organization: "bicycles",
        platform: "apache",
        names: "*.bicycles.example.org bicycles.example.org",
      },
      ["shop-1", "shop-2/nginx", "mail gateway/exchange"],
    ),
    made({ ...live(60), key: "ev", product: "ev", platform: "f5", names: "pay.harbour.example.com" }),
    made({ ...live(50), key: "dv", product: "dv", organization: null, names: "status.example.net" }),
    made({
      ...usual,
      age: lapse.age,
      key: "ovDomainExpired",
      product: "ov",
      names: `www.${lapsedDomain} ${lapsedDomain}`,
    }),
    made({
      ...live(65),
      key: "ovOrganizationPending",
      product: "ov",
      organization: "bakery",
      names: "www.boulangerie.example.com",
    }),
    made({ ...usual, age: 395, key: "ovExpired", product: "ov", names: "archive.harbour.example.com" }),
    made(
      {
        ...live(80),
        key: "ovRevoked",
        product: "ov",
        organization: "museum",
        names: "old.museum.example.org",
        revokedDaysAgo: 20,
      },
      ["hall-2"],
    ),
    made({
      ...usual,
      age: shortAge,
      term: shortAge + 32,
      key: "ovShort",
      product: "ov",
      organization: "tea",
      caKeyType: "EC",
      names: "www.tea.example.net",
    }),
    spinnaker(now, lapse),
  ];
}

// Halfway between a proof and its lapse a certificate could be issued, and it outlives the lapse.
function lapsing(now: Date): { at: Date; age: number } {
  const { salt, made } = lapsedProof(now);
  const at = proofValidUntil("DOMAIN", made);
  const age = Math.round((now.getTime() - (made.getTime() + at.getTime()) / 2) / dayMs);
  return { at, age: liveAge(now, Math.max(age, salt > 0 ? 8 : 7), 3) };
}

function lapsedProof(now: Date): { salt: number; made: Date } {
  const salt = demoDomains.findIndex(({ name }) => name === lapsedDomain);
  return { salt, made: proofTimes("DOMAIN", "LAPSED", now, salt).at(-1)! };
}

/** An order whose duplicate was approved in the last hours of a proof, and failed. */
function spinnaker(now: Date, lapse: { at: Date; age: number }): OrderPlan {
  const plan = orderPlan(now, {
    key: "spinnaker",
    product: "ov",
    organization: "harbour",
    names: `spinnaker.${lapsedDomain}`,
    age: lapse.age,
    salt: 31,
  });
  const at = new Date(lapse.at.getTime() - dayMs / 12);
  return {
    ...plan,
    requests: [
      failed(
        { by: "standard", at, serverName: "race-2", comments: "Second race server, for the autumn regatta." },
        lapse.at,
      ),
    ],
  };
}
