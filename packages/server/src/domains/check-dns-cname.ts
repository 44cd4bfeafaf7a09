import type { Perspective } from "../network/network.ts";
import { missing, type Seen, type Sought } from "./dns-finding.ts";
import { keepable } from "./evidence.ts";

/** BR 3.2.2.4.7: the value as a label before the domain, whose CNAME record points to us. Where we lead to is not followed. */
export async function checkDnsCname(from: Perspective, sought: Sought, now: Date): Promise<Seen> {
  const answer = await from.lookUp(sought.place, "CNAME", now);
  const nothing = missing(answer);
  if (nothing) return nothing;
  const evidence = keepable(answer);
  const targets = answer.records.map(({ data }) => data.toLowerCase().replace(/\.$/, ""));
  const [first = null] = targets;
  if (targets.length === 1 && first === sought.target.toLowerCase())
    return { holds: true, code: "VALUE_FOUND", seen: first, evidence };
  return { holds: false, code: "TARGET_WRONG", seen: first, evidence };
}
