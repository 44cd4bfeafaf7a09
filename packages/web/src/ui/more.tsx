import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Below a list of which `hidden` rows are not shown: how many, and, while more may be had, a button. */
export function More({ hidden, onMore }: { hidden: number; onMore: (() => void) | null }) {
  const { t } = useTranslation();
  if (hidden <= 0) return null;
  return (
    <Group mt="sm" gap="sm">
      <Text size="sm" c="dimmed">
        {t("order.more", { count: hidden })}
      </Text>
      {onMore && (
        <Button variant="default" size="xs" onClick={onMore}>
          {t("order.showMore")}
        </Button>
      )}
    </Group>
  );
}
