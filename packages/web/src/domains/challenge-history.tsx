import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { TimeText } from "../ui/date-text.tsx";
import { Records } from "../ui/records.tsx";
import { Section } from "../ui/section.tsx";
import { domainCheckWords } from "../words/domain-check-words.ts";
import { StatusBadge } from "../words/status-badge.tsx";

const fragment = graphql(`
  fragment ChallengeHistory_domain on Domain {
    id
    challenges {
      id
      method
      state
      createdAt
      request {
        id
        order {
          id
          number
        }
      }
      result {
        code
        where
        seen
      }
    }
  }
`);

/** What was asked for to prove a domain, and what became of it; nothing where nothing has ended. */
export function ChallengeHistory({ domain: from }: { domain: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: domain } = useSuspenseFragment({ fragment, from });
  const ended = domain.challenges.filter(({ state }) => state !== "OPEN");
  if (ended.length === 0) return null;
  return (
    <Section title={t("domain.history")} lead={t("domain.historyLead")}>
      <Records
        label={t("domain.history")}
        rows={ended}
        rowKey={(row) => row.id}
        columns={[
          {
            head: t("proofs.method"),
            cell: (row) => (
              <>
                {t(`proofs.methods.${row.method}`)}
                {row.request && (
                  <>
                    {" · "}
                    {t("order.title", { number: row.request.order.number })}
                  </>
                )}
              </>
            ),
          },
          { head: t("domain.startedAt"), cell: (row) => <TimeText at={row.createdAt} /> },
          { head: t("domain.became"), cell: (row) => <StatusBadge of="challenge" status={row.state} /> },
          {
            head: t("domain.lastFound"),
            cell: (row) => (row.result ? domainCheckWords(t, row.result).message : "–"),
          },
        ]}
      />
    </Section>
  );
}
