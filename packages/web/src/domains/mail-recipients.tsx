import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MailDecision } from "../gql/graphql.ts";
import { TimeText } from "../ui/date-text.tsx";
import { Records } from "../ui/records.tsx";

interface Recipient {
  email: string;
  sentAt: string | null;
  decision: MailDecision | null;
  decidedAt: string | null;
}

/** Who is asked by mail, and what they said. */
export function MailRecipients({
  recipients,
  contactRecord,
}: {
  recipients: Recipient[];
  contactRecord: string | null;
}) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Text size="sm">{t(contactRecord ? "domain.mailToContact" : "domain.mailTo", { record: contactRecord })}</Text>
      {recipients.length > 0 && (
        <Records
          label={t("domain.recipients")}
          rows={recipients}
          rowKey={(row) => row.email}
          columns={[
            {
              head: t("domain.recipient"),
              cell: (row) => <span style={{ overflowWrap: "anywhere" }}>{row.email}</span>,
            },
            {
              head: t("domain.mailSent"),
              cell: (row) => (row.sentAt ? <TimeText at={row.sentAt} /> : t("domain.notSentYet")),
            },
            {
              head: t("domain.answer"),
              cell: (row) =>
                row.decision && row.decidedAt ? (
                  <>
                    {t(`domain.decisions.${row.decision}`)} <TimeText at={row.decidedAt} />
                  </>
                ) : (
                  t("domain.noAnswerYet")
                ),
            },
          ]}
        />
      )}
    </Stack>
  );
}
