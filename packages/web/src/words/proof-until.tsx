import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DateText, dayText } from "../ui/date-text.tsx";

/** Until when a proof may be relied on, or since when it has been void. */
export function ProofUntil({ proof }: { proof: { validUntil: string; voidedAt: string | null } }) {
  const { t, i18n } = useTranslation();
  if (!proof.voidedAt) return <DateText at={proof.validUntil} />;
  return (
    <Text span inherit c="red.8">
      {t("proofs.voidedAt", { date: dayText(proof.voidedAt, i18n.language) })}
    </Text>
  );
}
