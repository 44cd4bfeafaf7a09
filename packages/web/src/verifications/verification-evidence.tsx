import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { TimeText } from "../ui/date-text.tsx";
import { Records } from "../ui/records.tsx";
import { Section } from "../ui/section.tsx";

const fragment = graphql(`
  fragment VerificationEvidence_verification on OrganizationVerification {
    id
    evidence {
      id
      subjects
      kind
      reference
      note
      at
      by {
        id
        name
      }
      contact {
        id
        name
      }
      document {
        name
        size
        sha256
        url
      }
    }
  }
`);

/** What was seen of an organization, by whom, and where it can be seen again. */
export function VerificationEvidence({ verification: from }: { verification: FragmentType<typeof fragment> }) {
  const { t, i18n } = useTranslation();
  const { data: verification } = useSuspenseFragment({ fragment, from });
  return (
    <Section title={t("verification.evidence")} lead={t("verification.evidenceLead")}>
      {verification.evidence.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("verification.noEvidence")}
        </Text>
      ) : (
        <Records
          label={t("verification.evidence")}
          rows={verification.evidence}
          rowKey={(row) => row.id}
          columns={[
            {
              head: t("verification.shows"),
              cell: (row) =>
                row.subjects.map((subject) => <div key={subject}>{t(`verification.subjects.${subject}`)}</div>),
            },
            { head: t("verification.how"), cell: (row) => t(`verification.kinds.${row.kind}`) },
            {
              head: t("verification.reference"),
              cell: (row) => (
                <div style={{ overflowWrap: "anywhere" }}>
                  {row.reference}
                  {row.contact && (
                    <div>
                      {t("verification.contact")}: {row.contact.name}
                    </div>
                  )}
                  {row.note && (
                    <Text size="xs" c="dimmed" style={{ whiteSpace: "pre-wrap" }}>
                      {row.note}
                    </Text>
                  )}
                  {row.document && (
                    <div>
                      <Anchor href={row.document.url} download fz="sm" title={`SHA-256 ${row.document.sha256}`}>
                        {row.document.name}
                      </Anchor>{" "}
                      <Text span size="xs" c="dimmed">
                        {t("verification.bytes", {
                          count: row.document.size,
                          replace: { count: row.document.size.toLocaleString(i18n.language) },
                        })}
                      </Text>
                    </div>
                  )}
                </div>
              ),
            },
            {
              head: t("verification.by"),
              cell: (row) => (
                <>
                  {row.by.name}
                  <Text size="xs" c="dimmed">
                    <TimeText at={row.at} />
                  </Text>
                </>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
