import { Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** What stands in the place of a list when there is nothing to list. */
export function NothingHere({ title, hint, children }: { title: string; hint: string; children?: ReactNode }) {
  return (
    <Paper py="xl">
      <Stack align="center" gap="xs">
        <Title order={2}>{title}</Title>
        <Text size="sm" c="dimmed" ta="center">
          {hint}
        </Text>
        {children}
      </Stack>
    </Paper>
  );
}
