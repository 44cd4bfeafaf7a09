import { daysBefore, later } from "./demo-time.ts";
import type { ReissuePlan } from "./order-plan.ts";

/** Two reissues of yesterday, by the names of their orders: one that ends certificates, and one that waits for a proof. */
export function reissues(now: Date): Record<string, ReissuePlan> {
  const at = (minutes: number) => later(daysBefore(now, 1), minutes);
  return {
    "shop.tea.example.net order.tea.example.net": {
      ...{ by: "financeManager", at: at(20), dnsNames: ["shop.tea.example.net"], serverName: "shop-taipei" },
      comments: "Orders are taken in the shop itself now: order.tea.example.net is gone.",
      approved: { by: "manager", at: at(50) },
      signedAt: at(52),
    },
    "appointments.patients.example.com": {
      ...{ by: "standard", at: at(150), serverName: "appointments" },
      dnsNames: ["appointments.patients.example.com", "appointments.pantry.example.com"],
      comments: "The pantry has opening hours to book, too.",
      approved: { by: "administrator", at: at(200) },
      signedAt: null,
    },
  };
}
