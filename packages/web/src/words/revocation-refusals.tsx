import { List, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { utcText } from "../ui/date-text.tsx";
import type en from "./en.json";

/** Why something is not revoked, as the API gives it. */
export interface SpokenRevocationRefusal {
  code: keyof typeof en.revocationRefusal;
  subject: string | null;
}

/** Why something is not revoked, and what to do about it, in the viewer's language. */
export function revocationRefusalWords(t: TFunction, { code, subject }: SpokenRevocationRefusal) {
  const about = subject && /^\d{4}-\d\d-\d\dT/.test(subject) ? utcText(subject) : subject;
  const status = code === "ORDER_NOT_ISSUED" ? t([`status.order.${subject}`, "status.order.PENDING"] as never) : about;
  return {
    message: about
      ? t(`revocationRefusal.${code}.message`, { subject: status })
      : t(`revocationRefusal.${code}.messageAlone`),
    remedy: t(`revocationRefusal.${code}.remedy`),
  };
}

/** Each reason against a revocation, with what to do. */
export function RevocationRefusals({ refusals }: { refusals: SpokenRevocationRefusal[] }) {
  const { t } = useTranslation();
  return (
    <List spacing="xs" size="sm" listStyleType={refusals.length === 1 ? "none" : "disc"}>
      {refusals.map((refusal) => {
        const { message, remedy } = revocationRefusalWords(t, refusal);
        return (
          <List.Item key={refusal.code}>
            <Text size="sm" fw={600}>
              {message}
            </Text>
            <Text size="sm">{remedy}</Text>
          </List.Item>
        );
      })}
    </List>
  );
}
