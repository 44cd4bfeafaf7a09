import type { Perspective } from "../network/network.ts";
import { missing, type Seen, type Sought } from "./dns-finding.ts";
import { keepable } from "./evidence.ts";

/** BR 3.2.2.4.7: the value as a TXT record, at the name or where its aliases lead. */
export async function checkDnsTxt(from: Perspective, sought: Sought, now: Date): Promise<Seen> {
  const answer = await from.lookUp(sought.place, "TXT", now);
  const nothing = missing(answer);
  if (nothing) return nothing;
  // of many records the one that counts is kept
  const counting = answer.records.filter(({ data }) => data.trim() === sought.value);
  const evidence = keepable({ ...answer, records: [...new Set([...counting, ...answer.records])] });
  const texts = answer.records.map(({ data }) => data.trim());
  if (texts.includes(sought.value)) return { holds: true, code: "VALUE_FOUND", seen: sought.value, evidence };
  const stale = texts.find((text) => sought.earlier.includes(text));
  if (stale) return { holds: false, code: "VALUE_STALE", seen: stale, evidence };
  return { holds: false, code: "VALUE_WRONG", seen: keepable({ text: texts[0] ?? null }).text, evidence };
}
