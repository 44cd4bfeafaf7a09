import { Group, Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useId } from "react";
import classes from "./section.module.css";

interface Props {
  title: string;
  lead?: ReactNode;
  aside?: ReactNode;
  id?: string;
  children: ReactNode;
}

/** A box with a heading of level 2; `aside` stands to the right of it. */
export function Section({ title, lead, aside, id, children }: Props) {
  const heading = useId();
  return (
    <Paper component="section" aria-labelledby={heading} id={id} className={classes.section}>
      <Group justify="space-between" align="start" mb={lead ? 2 : "sm"}>
        <Title order={2} id={heading}>
          {title}
        </Title>
        {aside}
      </Group>
      {lead && (
        <Text size="sm" c="dimmed" mb="sm">
          {lead}
        </Text>
      )}
      {children}
    </Paper>
  );
}
