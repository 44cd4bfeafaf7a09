import { Button, Group, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconChevronsLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, type To, useLocation } from "react-router";

interface Props {
  after: string | null;
  next: string | null;
  /** How many rows a page holds. */
  size: number;
  shown: number;
  total: number;
  /** What else in the URL belongs to a page, and is left behind with it. */
  leaves?: string;
}

/** Cursors of the pages before this one; the history entry keeps them, so that Previous works after a reload, too. */
interface Trail {
  before?: (string | null)[];
}

/** First, previous, next: cursor pages as links, so that they open in another tab and go back with Back. */
export function Pager({ after, next, size, shown, total, leaves }: Props) {
  const { t } = useTranslation();
  const { pathname, search, state } = useLocation();
  const before = (state as Trail | null)?.before ?? [];
  if (!after && !next) return null;

  const to = (cursor: string | null): To => {
    const params = new URLSearchParams(search);
    params.delete("after");
    if (leaves) params.delete(leaves);
    if (cursor) params.set("after", cursor);
    return { pathname, search: params.toString() };
  };
  // Opened from a bare link, only the first page is known to lie before this one.
  const known = after === null || before.length > 0;
  const from = before.length * size + 1;

  return (
    <Group justify="space-between" component="nav" aria-label={t("pager.pages")}>
      <Text size="sm" c="dimmed">
        {known && shown > 0 && t("pager.range", { from, to: from + shown - 1, total })}
      </Text>
      <Group gap="xs">
        {after && (
          <PageLink to={to(null)} leftSection={<IconChevronsLeft size={14} aria-hidden />}>
            {t("pager.first")}
          </PageLink>
        )}
        {after && before.length > 0 && (
          <PageLink
            to={to(before.at(-1) ?? null)}
            trail={{ before: before.slice(0, -1) }}
            leftSection={<IconChevronLeft size={14} aria-hidden />}
          >
            {t("pager.previous")}
          </PageLink>
        )}
        {next && (
          <PageLink
            to={to(next)}
            trail={{ before: [...before, after] }}
            rightSection={<IconChevronRight size={14} aria-hidden />}
          >
            {t("pager.next")}
          </PageLink>
        )}
      </Group>
    </Group>
  );
}

interface PageLinkProps {
  to: To;
  trail?: Trail;
  leftSection?: ReactNode;
  rightSection?: ReactNode;
  children: ReactNode;
}

function PageLink({ trail, ...rest }: PageLinkProps) {
  return <Button component={Link} state={trail} variant="default" size="xs" {...rest} />;
}
