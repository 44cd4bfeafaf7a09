import { useRef, useState } from "react";

/**
 * An attempt to send a form whose answer is not known yet. The same form sends the same input again, key and all, so that
 * a retry after a lost answer does nothing twice.
 */
export interface Attempt<Input> {
  /** What it is recognised by: all that is filled in, and the button. */
  of: string;
  input: Input;
}

/** Which button sent the form. */
export type Sending = "SUBMIT" | "SUBMIT_AND_APPROVE";

interface AttemptOptions<Input, Result> {
  kept: Attempt<Input> | null;
  /** Asks the server; null when no answer came. */
  ask: (input: Input) => Promise<Result | null>;
  /** Takes what was made, and is true; false for a refusal. */
  done: (result: Result) => boolean;
}

/** Sends a form once, however often its button is pressed, and knows what came of it. */
export function useAttempt<Input extends { skipApproval?: boolean | null }, Result>(
  options: AttemptOptions<Input, Result>,
) {
  const { kept, ask, done } = options;
  const [unanswered, setUnanswered] = useState(kept);
  const [outcome, setOutcome] = useState<Result | "NO_ANSWER" | null>(kept && "NO_ANSWER");
  const [sending, setSending] = useState<Sending | null>(null);
  const underWay = useRef(false);

  const send = async (of: string, newInput: () => Input): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    const attempt = unanswered?.of === of ? unanswered : { of, input: newInput() };
    setUnanswered(attempt);
    setSending(attempt.input.skipApproval ? "SUBMIT_AND_APPROVE" : "SUBMIT");
    setOutcome(null);
    const result = await ask(attempt.input).catch(() => null);
    underWay.current = false;
    setSending(null);
    if (!result) return setOutcome("NO_ANSWER");
    if (done(result)) return;
    // A refusal left nothing behind: sent again, it is a new attempt.
    setUnanswered(null);
    setOutcome(result);
  };

  return { send, sending, unanswered, outcome, forgetOutcome: () => setOutcome(null) };
}

/** A name for a new attempt by which the server knows it again. */
export function newIdempotencyKey(): string {
  // Not crypto.randomUUID(), which a page on plain http lacks.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
