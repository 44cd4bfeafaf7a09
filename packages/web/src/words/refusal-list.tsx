import { Anchor, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { completionLink } from "./completion-link.ts";
import { refusalWords, type SpokenRefusal } from "./refusal-words.ts";

/** Each reason against a duplicate with its remedy and, where another page completes it, the link there. */
export function RefusalList({ refusals }: { refusals: (SpokenRefusal & { url: string | null })[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <List spacing="xs" size="sm" listStyleType={refusals.length === 1 ? "none" : "disc"}>
      {refusals.map((refusal) => {
        const { message, remedy } = refusalWords(t, refusal);
        const elsewhere = refusal.url !== null && !refusal.url.startsWith("/orders/");
        return (
          <List.Item key={`${refusal.code} ${refusal.subject}`}>
            <Text size="sm" fw={600}>
              {message}
            </Text>
            <Text size="sm">
              {remedy}{" "}
              {refusal.url && elsewhere && (
                <Anchor component={Link} to={completionLink(refusal.url, pathname)} inherit>
                  {t("order.complete", { subject: refusal.subject ?? refusal.url })}
                </Anchor>
              )}
            </Text>
          </List.Item>
        );
      })}
    </List>
  );
}
