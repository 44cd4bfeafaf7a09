import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ValidationStatus } from "../gql/graphql.ts";
import { dayText } from "../ui/date-text.tsx";
import { relativeText } from "../ui/relative-text.ts";
import { useNow } from "../ui/use-now.ts";
import { StatusBadge } from "./status-badge.tsx";

interface Props {
  validation: { status: ValidationStatus; validUntil: string | null };
  /** When it lapses and what that blocks; null when it is not validated. */
  lapse: { at: string; soon: boolean; blocksOrders: number; blocksRequests: number } | null;
}

/** A validation with its clock: "Validated until 3 May 2027", or "Lapses in 6 days, blocks 4 orders". */
export function LapseText({ validation: { status, validUntil }, lapse }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow(60_000);
  const until = validUntil && dayText(validUntil, i18n.language);
  const said =
    status === "PENDING" || !until
      ? null
      : status === "EXPIRED"
        ? t("lapse.since", { date: until })
        : lapse?.soon
          ? [t("lapse.in", { when: relativeText(lapse.at, now, i18n.language) }), blocked(lapse)]
              .filter(Boolean)
              .join(", ")
          : t("lapse.until", { date: until });
  return (
    <Group gap={6}>
      <StatusBadge of="validation" status={status} />
      {said && (
        <Text
          size="sm"
          c={lapse?.soon && status === "VALIDATED" ? "#6f4400" : "dimmed"}
          fw={lapse?.soon && status === "VALIDATED" ? 600 : undefined}
          title={validUntil ?? undefined}
        >
          {said}
        </Text>
      )}
    </Group>
  );

  function blocked({ blocksOrders, blocksRequests }: NonNullable<Props["lapse"]>): string {
    return [
      blocksOrders > 0 && t("lapse.blocksOrders", { count: blocksOrders }),
      blocksRequests > 0 && t("lapse.blocksRequests", { count: blocksRequests }),
    ]
      .filter(Boolean)
      .join(t("lapse.and"));
  }
}
