import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** What stands in the place of the list when there is nothing to list. */
export function NoOrders({ filtered, onShowAll }: { filtered: boolean; onShowAll: () => void }) {
  const { t } = useTranslation();
  return (
    <Paper py="xl">
      <Stack align="center" gap="xs">
        <Title order={2}>{t(filtered ? "orders.noMatch" : "orders.empty")}</Title>
        <Text size="sm" c="dimmed" ta="center">
          {t(filtered ? "orders.noMatchHint" : "orders.emptyHint")}
        </Text>
        {filtered && (
          <Button variant="default" size="xs" onClick={onShowAll}>
            {t("orders.showAll")}
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
