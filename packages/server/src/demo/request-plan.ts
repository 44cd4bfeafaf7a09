import { daysBefore, later } from "./demo-time.ts";
import type { OrderPlan, RequestPlan } from "./order-plan.ts";
import type { MemberKey } from "./people.ts";

const takenUpAfter = 1;

interface RequestWish {
  by: MemberKey;
  at: Date;
  serverName: string;
  platform?: string;
  comments?: string;
  dnsNames?: string[];
}

const asked = ({
  platform,
  comments,
  dnsNames,
  ...wish
}: RequestWish): Omit<RequestPlan, "outcome" | "decided" | "signedAt"> => ({
  ...wish,
  platform: platform ?? null,
  comments: comments ?? null,
  dnsNames: dnsNames ?? null,
});

/** Approved by somebody else within the hour, and issued. */
function issued(wish: RequestWish, approver: MemberKey = "manager", words: string | null = null): RequestPlan {
  const decided = { by: approver, at: later(wish.at, 35), words };
  return { ...asked(wish), outcome: "ISSUED", decided, signedAt: later(decided.at, takenUpAfter) };
}

/** Waits for an approver. */
export function waiting(wish: RequestWish): RequestPlan {
  return { ...asked(wish), outcome: "SUBMITTED", decided: null, signedAt: wish.at };
}

export function rejected(wish: RequestWish, reason: string): RequestPlan {
  return {
    ...asked(wish),
    outcome: "REJECTED",
    decided: { by: "manager", at: later(wish.at, 55), words: reason },
    signedAt: wish.at,
  };
}

/** Withdrawn by whoever asked. */
export function canceled(wish: RequestWish, words: string): RequestPlan {
  return {
    ...asked(wish),
    outcome: "CANCELED",
    decided: { by: wish.by, at: later(wish.at, 20), words },
    signedAt: wish.at,
  };
}

/** Approved in time, taken up when a proof had lapsed. */
export function failed(wish: RequestWish, lapsedAt: Date): RequestPlan {
  return {
    ...asked(wish),
    outcome: "FAILED",
    decided: { by: "manager", at: later(wish.at, 35), words: null },
    signedAt: later(lapsedAt, 30),
  };
}

const requesters: MemberKey[] = ["standard", "financeManager", "administrator"];

/** An issued duplicate for each of these servers ("name" or "name/platform"), spread over the time after the original. */
export function duplicatesFor(plan: OrderPlan, now: Date, age: number, servers: string[]): RequestPlan[] {
  const step = Math.max(1, Math.min(18, Math.floor((age - 1) / (servers.length + 1))));
  return servers.flatMap((server, i) => {
    const days = age - step * (i + 1);
    if (days < 1) return [];
    const [serverName, platform] = server.split("/");
    const by = plan.placedBy === "limited" ? "limited" : requesters[i % requesters.length]!;
    return [issued({ by, at: daysBefore(now, days, i * 7 + 3), serverName: serverName!, platform })];
  });
}
