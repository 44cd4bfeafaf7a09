import { Button, Group } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, type To, useLocation } from "react-router";

/** Newer and older requests: cursor pages as links, so that they open in another tab and go back with Back. */
export function RequestPager({ after, next }: { after: string | null; next: string | null }) {
  const { t } = useTranslation();
  const { pathname, search, state } = useLocation();
  // Cursors of the pages before this one, kept by the history entry, so that they outlive a reload.
  const before: (string | null)[] = state?.before ?? [];
  if (!after && !next) return null;
  const to = (cursor: string | null): To => {
    const params = new URLSearchParams(search);
    params.delete("view");
    params.delete("after");
    if (cursor) params.set("after", cursor);
    return { pathname, search: params.toString() };
  };
  return (
    <Group component="nav" gap="xs" justify="flex-end" aria-label={t("request.pages")}>
      {after && (
        <Button
          component={Link}
          to={to(before.at(-1) ?? null)}
          state={{ before: before.slice(0, -1) }}
          variant="default"
          size="xs"
          leftSection={<IconChevronLeft size={14} aria-hidden />}
        >
          {t(before.length > 0 ? "request.newer" : "request.newest")}
        </Button>
      )}
      {next && (
        <Button
          component={Link}
          to={to(next)}
          state={{ before: [...before, after] }}
          variant="default"
          size="xs"
          rightSection={<IconChevronRight size={14} aria-hidden />}
        >
          {t("request.older")}
        </Button>
      )}
    </Group>
  );
}
