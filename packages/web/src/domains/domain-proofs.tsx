import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { TimeText } from "../ui/date-text.tsx";
import { Evidence } from "../ui/evidence.tsx";
import { Records } from "../ui/records.tsx";
import { Section } from "../ui/section.tsx";
import { ProofUntil } from "../words/proof-until.tsx";

const fragment = graphql(`
  fragment DomainProofs_domain on Domain {
    id
    proofs {
      id
      method
      scope
      obtainedAt
      validUntil
      voidedAt
      evidence
    }
  }
`);

/** Each proof of control over a domain: how, when, how far and how long it reaches, and what was found. */
export function DomainProofs({ domain: from }: { domain: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: domain } = useSuspenseFragment({ fragment, from });
  return (
    <Section title={t("proofs.title")}>
      {domain.proofs.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("proofs.noneDomain")}
        </Text>
      ) : (
        <Records
          label={t("proofs.title")}
          rows={domain.proofs}
          rowKey={(proof) => proof.id}
          columns={[
            { head: t("proofs.method"), cell: (proof) => t(`proofs.methods.${proof.method}`) },
            { head: t("proofs.scope"), cell: (proof) => t(`proofs.scopes.${proof.scope}`) },
            { head: t("proofs.obtainedAt"), cell: (proof) => <TimeText at={proof.obtainedAt} /> },
            { head: t("proofs.validUntil"), cell: (proof) => <ProofUntil proof={proof} /> },
            { head: t("proofs.evidence"), cell: (proof) => <Evidence evidence={proof.evidence} /> },
          ]}
        />
      )}
    </Section>
  );
}
