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
  fragment OrganizationProofs_organization on Organization {
    id
    proofs {
      id
      kind
      obtainedAt
      validUntil
      voidedAt
      evidence
    }
  }
`);

/** Each proof of who an organization is: of which kind, when obtained, until when relied on, and what was found. */
export function OrganizationProofs({ organization: from }: { organization: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: organization } = useSuspenseFragment({ fragment, from });
  return (
    <Section title={t("proofs.title")}>
      {organization.proofs.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("proofs.noneOrganization")}
        </Text>
      ) : (
        <Records
          label={t("proofs.title")}
          rows={organization.proofs}
          rowKey={(proof) => proof.id}
          columns={[
            { head: t("proofs.kind"), cell: (proof) => t(proof.kind === "EV" ? "proofs.ev" : "proofs.ov") },
            { head: t("proofs.obtainedAt"), cell: (proof) => <TimeText at={proof.obtainedAt} /> },
            { head: t("proofs.validUntil"), cell: (proof) => <ProofUntil proof={proof} /> },
            { head: t("proofs.evidence"), cell: (proof) => <Evidence evidence={proof.evidence} /> },
          ]}
        />
      )}
    </Section>
  );
}
