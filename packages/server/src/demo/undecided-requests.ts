import { daysBefore } from "./demo-time.ts";
import type { RequestPlan } from "./order-plan.ts";
import { canceled, rejected, waiting } from "./request-plan.ts";

/** Requests that wait, and some that were turned down, so that the Requests page is not empty. By the names of an order. */
export function undecided(now: Date): Record<string, RequestPlan[]> {
  const at = (days: number, salt: number) => daysBefore(now, days, salt);
  return {
    "ferry.harbour.example.com": [
      waiting({
        by: "standard",
        at: at(1, 1),
        serverName: "ferry-3",
        comments: "Third node behind the balancer, goes live on Friday.",
      }),
    ],
    "portal.patients.example.com": [
      waiting({
        by: "financeManager",
        at: at(1, 5),
        serverName: "portal-dr",
        platform: "nginx",
        comments: "Disaster recovery site.",
      }),
    ],
    "my.fjordkraft.example.org": [waiting({ by: "standard", at: at(2, 8), serverName: "my-3" })],
    "termine.werkstatt.example.org": [
      waiting({ by: "limited", at: at(3, 2), serverName: "termine-3", comments: "Replacement for the old machine." }),
    ],
    "lab.clinics.example.com": [
      rejected(
        { by: "standard", at: at(11, 4), serverName: "contractor laptop", comments: "For testing." },
        "Not on a laptop: ask for a certificate of a test domain.",
      ),
    ],
    "collection.museum.example.org": [
      rejected(
        { by: "financeManager", at: at(20, 6), serverName: "cdn" },
        "The CDN has its own certificate, see the contract.",
      ),
      waiting({ by: "financeManager", at: at(1, 9), serverName: "search-1" }),
    ],
    "www.bicycles.example.org bicycles.example.org": [
      waiting({
        by: "standard",
        at: at(2, 3),
        serverName: "www-4",
        dnsNames: ["www.bicycles.example.org"],
        comments: "Only the www name is served there.",
      }),
    ],
    "api.bicycles.example.org": [
      canceled({ by: "standard", at: at(14, 7), serverName: "api-red" }, "The key was made on the wrong machine."),
    ],
    "data.observatory.example.net archive.observatory.example.net": [
      canceled({ by: "standard", at: at(6, 1), serverName: "mirror-darwin" }, "The mirror was put off."),
    ],
  };
}
