import type { DomainApproval, DomainApprovalError, DomainDecision } from "@duplicert/shared/domain-approval";
import { useCallback, useEffect, useState } from "react";

/** What the page has to show: the question or how it ended, or why there is none. */
export type Approval =
  | { kind: "LOADING" }
  | { kind: "ASKED"; approval: DomainApproval }
  | { kind: "FAILED"; code: DomainApprovalError["error"]["code"] | "NO_ANSWER" };

/** Asks what a link's value asks for, and answers it. The value goes in a body, so that no log of addresses holds it. */
export function useApproval(value: string) {
  const [state, setState] = useState<Approval>({ kind: "LOADING" });
  const [deciding, setDeciding] = useState(false);
  const load = useCallback(async () => setState(await post("/api/domain-approval", { value })), [value]);
  useEffect(() => void load(), [load]);

  const decide = async (decision: DomainDecision["decision"]): Promise<void> => {
    setDeciding(true);
    const answer = await post("/api/domain-approval/decide", { value, decision });
    setDeciding(false);
    // Somebody was faster, perhaps oneself in another tab: show how it ended.
    if (answer.kind === "FAILED" && answer.code === "ALREADY_DECIDED") return void load();
    setState(answer);
  };

  return { state, load, decide, deciding };
}

async function post(path: string, body: { value: string } | DomainDecision): Promise<Approval> {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
    });
    const told = (await answer.json()) as DomainApproval | DomainApprovalError;
    if ("error" in told) return { kind: "FAILED", code: told.error.code };
    return { kind: "ASKED", approval: told };
  } catch {
    return { kind: "FAILED", code: "NO_ANSWER" };
  }
}
