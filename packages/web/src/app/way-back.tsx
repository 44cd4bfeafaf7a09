import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type en from "../words/en.json";

/** The number of the order that one came from to complete something: in the URL, so that it outlasts a reload; else null. */
export function useOrderOnTheWay(): number | null {
  const [params] = useSearchParams();
  const number = params.get("order");
  return number && /^\d{1,9}$/.test(number) ? Number(number) : null;
}

/** Below the title of a page that belongs to no one order: back to the order it was opened from, else to its list. */
export function WayBack({ to = "orders" }: { to?: keyof typeof en.app.to }) {
  const { t } = useTranslation();
  const number = useOrderOnTheWay();
  return (
    <Text c="dimmed">
      <Anchor component={Link} to={number === null ? `/${to}` : `/orders/${number}`}>
        {number === null ? t(`app.to.${to}`) : t("app.backToOrder", { number })}
      </Anchor>
    </Text>
  );
}
