import type { RevocationReason } from "@duplicert/shared/revocation-reason";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { TimeText } from "../ui/date-text.tsx";

interface Props {
  at: string | null;
  reason: RevocationReason | null;
  /** As plain text, where it is not a remark beside a status. */
  plain?: boolean;
}

/** Since when something is revoked, and why; nothing while it is not. */
export function RevokedSince({ at, reason, plain }: Props) {
  const { t } = useTranslation();
  if (!at) return null;
  return (
    <Text component="span" size={plain ? "sm" : "xs"} c={plain ? undefined : "dimmed"} display="block">
      {t("revocation.since")} <TimeText at={at} />
      {reason && reason !== "UNSPECIFIED" && (
        <Text component="span" inherit display="block">
          {t(`revocation.reasons.${reason}.name`)}
        </Text>
      )}
    </Text>
  );
}
