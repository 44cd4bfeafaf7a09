import type { DomainApproval, DomainDecision } from "@duplicert/shared/domain-approval";
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DateText, TimeText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { Facts } from "../ui/facts.tsx";

interface Props {
  approval: DomainApproval;
  deciding: boolean;
  onDecide: (decision: DomainDecision["decision"]) => void;
}

/** Who wants to prove which domain, and the two answers. */
export function ApprovalQuestion({ approval, deciding, onDecide }: Props) {
  const { t } = useTranslation();
  const { domain, account, person, recipient, askedAt, expiresAt } = approval;
  return (
    <Stack gap="md">
      <div>
        <Title order={1}>
          <Dotted text={t("approval.question", { domain })} />
        </Title>
        <Text c="dimmed">{t("approval.lead")}</Text>
      </div>
      <Facts
        facts={[
          [t("approval.domain"), <Dotted key="domain" text={domain} />],
          [t("approval.covers"), <Dotted key="covers" text={t("approval.coversAll", { domain })} />],
          [t("approval.account"), account],
          [t("approval.person"), person ? `${person.name} (${person.email})` : t("approval.nobody")],
          [t("approval.mailedTo"), recipient],
          [t("approval.askedAt"), <TimeText key="asked" at={askedAt} />],
          [t("approval.expiresAt"), <DateText key="expires" at={expiresAt} />],
        ]}
      />
      <Text size="sm">{t("approval.approveMeans")}</Text>
      <Text size="sm">{t("approval.declineMeans")}</Text>
      <Group gap="sm">
        <Button loading={deciding} onClick={() => onDecide("APPROVE")}>
          {t("approval.approve")}
        </Button>
        <Button variant="default" c="red.8" disabled={deciding} onClick={() => onDecide("DECLINE")}>
          {t("approval.decline")}
        </Button>
      </Group>
    </Stack>
  );
}
