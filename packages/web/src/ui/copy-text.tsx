import { Code, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";

interface Props {
  value: string;
  /** Names the value for those who only hear the button. */
  of: string;
  /** How the value is shown, where that is not just as it is. */
  children?: ReactNode;
}

/** A serial number or fingerprint, whole, with a button to copy it. */
export function CopyText({ value, of, children = value }: Props) {
  return (
    <Group gap={4} wrap="nowrap" align="start">
      <Code style={{ overflowWrap: "anywhere", background: "none", padding: 0 }}>{children}</Code>
      <CopyButton value={value} of={of} />
    </Group>
  );
}
