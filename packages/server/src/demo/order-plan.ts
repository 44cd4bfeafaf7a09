import type { OrderState } from "@duplicert/shared/order-status";
import type { SignatureHash } from "@duplicert/shared/signature-hash";
import { maxValidTo } from "@duplicert/shared/validity";
import { daysBefore, endOfDayAfter } from "./demo-time.ts";
import type { OrganizationKey } from "./organizations.ts";
import type { AccountKey, MemberKey } from "./people.ts";

/** A duplicate that was asked for, and what became of it. */
export interface RequestPlan {
  by: MemberKey;
  at: Date;
  serverName: string;
  platform: string | null;
  comments: string | null;
  dnsNames: string[] | null;
  outcome: "ISSUED" | "SUBMITTED" | "REJECTED" | "CANCELED" | "FAILED";
  /** Null while nobody has. */
  decided: { by: MemberKey; at: Date; words: string | null } | null;
  /** When `work` took it up; before its decision when it never was. */
  signedAt: Date;
}

/** A reissue that was asked for, and approved. */
export interface ReissuePlan {
  by: MemberKey;
  at: Date;
  dnsNames: string[];
  serverName: string;
  comments: string;
  approved: { by: MemberKey; at: Date };
  /** When `work` took it up; null while it waits for a proof. */
  signedAt: Date | null;
}

/** An order of the demo with its whole story, in times on the clock. */
export interface OrderPlan {
  key: string;
  account: AccountKey;
  product: string;
  organization: OrganizationKey | null;
  dnsNames: string[];
  platform: string;
  caKeyType: "RSA" | "EC";
  /** Of the key of the original; duplicates have EC keys. */
  keyType: "RSA" | "EC";
  signatureHash: SignatureHash;
  placedBy: MemberKey;
  placedAt: Date;
  orderValidTo: Date;
  state: OrderState;
  /** Null when no certificate was ever issued. */
  original: { issuedAt: Date; validTo: Date } | null;
  requests: RequestPlan[];
  reissue: ReissuePlan | null;
  revokedAt: Date | null;
}

export interface OrderWish {
  key: string;
  names: string;
  product: string;
  organization: OrganizationKey | null;
  /** Days since the original was issued; for an order that has none, since it was placed. */
  age: number;
  /** Makes times of one day differ. */
  salt: number;
  account?: AccountKey;
  platform?: string;
  caKeyType?: "RSA" | "EC";
  keyType?: "RSA" | "EC";
  signatureHash?: SignatureHash;
  placedBy?: MemberKey;
  state?: OrderState;
  /** Days the order runs from its placing. */
  term?: number;
  /** At most so many days from now the original ends. */
  mostDaysLeft?: number;
  revokedDaysAgo?: number;
}

const unissued: readonly OrderState[] = ["NEEDS_APPROVAL", "PENDING", "PROCESSING", "REJECTED", "CANCELED"];

/** The order a few words stand for: dates from its age, and what most orders have where nothing else is said. */
export function orderPlan(now: Date, wish: OrderWish): OrderPlan {
  const { age, salt, term = 365, state = "ISSUED", caKeyType = "RSA" } = wish;
  // a day or more of validation between order and certificate
  const placedAt = daysBefore(now, unissued.includes(state) ? age : age + 1 + (salt % 3), salt);
  const orderValidTo = endOfDayAfter(placedAt, term);
  const issuedAt = daysBefore(now, age, salt + 5);
  const longest = maxValidTo(orderValidTo, issuedAt);
  const wanted = wish.mostDaysLeft === undefined ? longest : endOfDayAfter(now, wish.mostDaysLeft);
  const { key, product, organization } = wish;
  return {
    key,
    product,
    organization,
    placedAt,
    orderValidTo,
    state,
    caKeyType,
    account: wish.account ?? "own",
    dnsNames: wish.names.split(" "),
    platform: wish.platform ?? "nginx",
    keyType: wish.keyType ?? "EC",
    signatureHash: wish.signatureHash ?? (caKeyType === "EC" ? "SHA384" : "SHA256"),
    placedBy: wish.placedBy ?? "standard",
    original: unissued.includes(state)
      ? null
      : { issuedAt, validTo: new Date(Math.min(wanted.getTime(), longest.getTime())) },
    requests: [],
    reissue: null,
    revokedAt: wish.revokedDaysAgo === undefined ? null : daysBefore(now, wish.revokedDaysAgo, salt),
  };
}
