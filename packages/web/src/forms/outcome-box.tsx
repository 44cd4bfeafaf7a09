import { type ReactNode, useEffect, useRef } from "react";

interface OutcomeBoxProps {
  /** What came of sending the form: a new one takes the focus, also when it is like the last one. */
  outcome: unknown;
  children: ReactNode;
}

/** Why a form was refused: it is read out and takes the focus, as it stands below what was filled in. */
export function OutcomeBox({ outcome, children }: OutcomeBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each outcome is read out, also when it is like the last one
  useEffect(() => box.current?.focus(), [outcome]);
  return (
    <div ref={box} tabIndex={-1} role="alert" style={{ outline: "none" }}>
      {children}
    </div>
  );
}
