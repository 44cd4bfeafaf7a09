import { Button, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";

interface Props {
  title: string;
  text: string;
  again?: { label: string; onClick: () => void };
}

/** How it ended, or why there is nothing to decide; it takes the focus, as what was there before is gone. */
export function ApprovalEnd({ title, text, again }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Stack gap="xs" align="flex-start">
      <Title order={1} ref={heading} tabIndex={-1} style={{ outline: "none" }}>
        {title}
      </Title>
      <Text>{text}</Text>
      {again && (
        <Button variant="default" onClick={again.onClick}>
          {again.label}
        </Button>
      )}
    </Stack>
  );
}
