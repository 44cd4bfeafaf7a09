import type { DomainProofMethod } from "../domains/domain-proof.ts";
import { daysBefore, later } from "./demo-time.ts";
import type { OrganizationKey } from "./organizations.ts";
import type { MemberKey } from "./people.ts";

/** An order of yesterday, placed as people place them. */
export interface PlacementPlan {
  key: string;
  product: string;
  names: string[];
  organization: OrganizationKey | null;
  by: MemberKey;
  at: Date;
  comments: string | null;
  /** Null: it waits for an approver. */
  approved: { by: MemberKey; at: Date } | null;
  /** Of a DV order: how its names are proved, and when they were; null while they are not. */
  dv: { method: DomainProofMethod; provedAt: Date | null } | null;
  /** When `work` took it up; null while it waits for a proof. */
  signedAt: Date | null;
}

/** Orders that wait for an approver, a domain, an organization or their own proof, and two that did not have to wait; in the order they were placed. */
export function placementPlans(now: Date): PlacementPlan[] {
  // 08:00 of the day before, and so many minutes: later than every other order
  const at = (minutes: number) => later(daysBefore(now, 1), minutes);
  const ov = { product: "ov", by: "standard", dv: null, signedAt: null, comments: null } as const;
  return [
    {
      ...{ ...ov, key: "ovPending", names: ["www.pantry.example.com"], organization: "harbour", at: at(5) },
      approved: { by: "manager", at: at(32) },
    },
    {
      ...{ ...ov, key: "cellar", names: ["cellar.pantry.example.com"], organization: "clinics", at: at(25) },
      approved: { by: "administrator", at: at(66) },
    },
    {
      ...{ ...ov, key: "turbines", product: "ev", names: ["turbines.fjordkraft.example.org"], organization: "fjord" },
      ...{ at: at(80), approved: { by: "administrator", at: at(121) }, signedAt: at(122) },
    },
    {
      ...{ ...ov, key: "drivers", names: ["drivers.freight.example.net"], organization: "harbour", at: at(231) },
      ...{ comments: "For the drivers' app, which goes live next week.", approved: null },
    },
    {
      ...{ ...ov, key: "beta", by: "financeManager", names: ["beta.orchards.example.com"], organization: "orchard" },
      ...{ at: at(244), approved: { by: "manager", at: at(255) } },
    },
    {
      ...{
        ...ov,
        key: "dvProved",
        product: "dv",
        names: ["press.museum.example.org"],
        organization: null,
        by: "limited",
      },
      ...{ at: at(300), approved: { by: "manager", at: at(312) }, signedAt: at(342) },
      dv: { method: "HTTP_FILE", provedAt: at(340) },
    },
    {
      ...{
        ...ov,
        key: "dvPending",
        product: "dv",
        names: ["tasting.tea.example.net"],
        organization: null,
        at: at(400),
      },
      ...{ approved: { by: "manager", at: at(419) }, dv: { method: "DNS_CNAME", provedAt: null } },
    },
  ];
}
