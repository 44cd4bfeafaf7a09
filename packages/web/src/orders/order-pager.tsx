import { Button, Group, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconChevronsLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, type To, useLocation } from "react-router";
import { pageSize } from "./use-order-search.ts";

interface Props {
  after: string | null;
  shown: number;
  total: number;
  next: string | null;
}

/** Cursors of the pages before this one; the history entry keeps them, so that Previous works after a reload, too. */
interface Trail {
  before?: (string | null)[];
}

/** First, previous, next: cursor pages as links, so that they open in another tab and go back with Back. */
export function OrderPager({ after, shown, total, next }: Props) {
  const { t } = useTranslation();
  const { pathname, search, state } = useLocation();
  const before = (state as Trail | null)?.before ?? [];
  if (!after && !next) return null;

  const to = (cursor: string | null): To => {
    const params = new URLSearchParams(search);
    params.delete("after");
    if (cursor) params.set("after", cursor);
    return { pathname, search: params.toString() };
  };
  // Opened from a bare link, only the first page is known to lie before this one.
  const known = after === null || before.length > 0;
  const from = before.length * pageSize + 1;

  return (
    <Group justify="space-between" component="nav" aria-label={t("orders.pages")}>
      <Text size="sm" c="dimmed">
        {known && t("orders.range", { from, to: from + shown - 1, total })}
      </Text>
      <Group gap="xs">
        {after && (
          <Button
            component={Link}
            to={to(null)}
            variant="default"
            size="xs"
            leftSection={<IconChevronsLeft size={14} />}
          >
            {t("orders.first")}
          </Button>
        )}
        {after && before.length > 0 && (
          <Button
            component={Link}
            to={to(before.at(-1) ?? null)}
            state={{ before: before.slice(0, -1) } satisfies Trail}
            variant="default"
            size="xs"
            leftSection={<IconChevronLeft size={14} />}
          >
            {t("orders.previous")}
          </Button>
        )}
        {next && (
          <Button
            component={Link}
            to={to(next)}
            state={{ before: [...before, after] } satisfies Trail}
            variant="default"
            size="xs"
            rightSection={<IconChevronRight size={14} />}
          >
            {t("orders.next")}
          </Button>
        )}
      </Group>
    </Group>
  );
}
