import type { DomainCheckCode } from "@duplicert/shared/domain-check";
import type { FileAnswer, FileOutcome, Perspective } from "../network/network.ts";
import type { Seen, Sought } from "./dns-finding.ts";
import { keepable } from "./evidence.ts";

const codes: Record<Exclude<FileOutcome, "OK">, DomainCheckCode> = {
  DNS_FAILED: "DNS_FAILED",
  NO_ADDRESS: "NO_ADDRESS",
  ADDRESS_FORBIDDEN: "ADDRESS_FORBIDDEN",
  REDIRECT_REFUSED: "REDIRECT_REFUSED",
  TOO_MANY_REDIRECTS: "REDIRECT_REFUSED",
  TIMEOUT: "HTTP_TIMEOUT",
  TOO_LARGE: "TOO_LARGE",
  UNREACHABLE: "CONNECTION_FAILED",
  HTTP_STATUS: "HTTP_STATUS",
  ENCODED: "VALUE_WRONG",
};

const largestFile = 4096;

/** BR 3.2.2.4.18: a file that holds the value and nothing else but white space around it. */
export async function checkHttpFile(from: Perspective, sought: Sought, now: Date): Promise<Seen> {
  const answer = await from.fetchFile(sought.place, now);
  const evidence = keepable(answer);
  if (answer.outcome !== "OK")
    return { holds: false, code: codes[answer.outcome], seen: seenInstead(answer), evidence };
  const text = (answer.text ?? "").trim();
  // of what is longer only the beginning is here
  if (answer.size > largestFile) return { holds: false, code: "TOO_LARGE", seen: null, evidence };
  if (text === sought.value) return { holds: true, code: "VALUE_FOUND", seen: text, evidence };
  const code = sought.earlier.includes(text) ? "VALUE_STALE" : "VALUE_WRONG";
  return { holds: false, code, seen: text === "" ? null : keepable({ text }).text, evidence };
}

// What the person who runs the server recognises: a status, an address, where it leads.
function seenInstead({ outcome, hops }: FileAnswer): string | null {
  const last = hops.at(-1);
  if (outcome === "HTTP_STATUS") return last?.status?.toString() ?? null;
  if (outcome === "REDIRECT_REFUSED" || outcome === "TOO_MANY_REDIRECTS") return last?.location ?? null;
  if (outcome === "ADDRESS_FORBIDDEN" || outcome === "UNREACHABLE") return last?.address ?? null;
  return outcome === "ENCODED" ? "content-encoding" : null;
}
