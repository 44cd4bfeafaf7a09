import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";

/** Below the title of a page that belongs to no one order: back to the order it was opened from, else to all of them. */
export function WayBack() {
  const { t } = useTranslation();
  const from: unknown = useLocation().state?.from;
  const number = typeof from === "string" ? /^\/orders\/(\d+)/.exec(from)?.[1] : null;
  return (
    <Text c="dimmed">
      <Anchor component={Link} to={number ? `/orders/${number}` : "/orders"}>
        {number ? t("app.backToOrder", { number }) : t("app.toOrders")}
      </Anchor>
    </Text>
  );
}
