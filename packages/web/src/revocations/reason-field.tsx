import { type SubscriberReason, subscriberReasons } from "@duplicert/shared/revocation-reason";
import { Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  value: SubscriberReason | null;
  onChange: (reason: SubscriberReason) => void;
  missing: boolean;
}

// The one that is urgent first, the one that says nothing last.
const inOrder = [...subscriberReasons.filter((reason) => reason !== "UNSPECIFIED"), "UNSPECIFIED"] as const;

/** Why it is revoked, each reason explained (BR 4.9.1.1, 7.2.2). */
export function ReasonField({ value, onChange, missing }: Props) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      label={t("revocation.reason")}
      description={t("revocation.reasonHint")}
      required
      value={value ?? ""}
      onChange={(chosen) => onChange(chosen as SubscriberReason)}
      error={missing && t("revocation.reasonMissing")}
    >
      <Stack gap="xs" my="xs">
        {inOrder.map((reason) => (
          <Radio
            key={reason}
            value={reason}
            label={t(`revocation.reasons.${reason}.name`)}
            description={t(`revocation.reasons.${reason}.meaning`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
