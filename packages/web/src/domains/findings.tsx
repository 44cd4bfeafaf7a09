import { useTranslation } from "react-i18next";
import type { DomainCheckCode } from "../gql/graphql.ts";
import { Evidence } from "../ui/evidence.tsx";
import { Records } from "../ui/records.tsx";
import { domainCheckWords } from "../words/domain-check-words.ts";

interface Props {
  where: string;
  findings: { perspective: string; code: DomainCheckCode; evidence: Record<string, unknown> }[];
}

/** What was seen from each place on the network (BR 3.2.2.9). */
export function Findings({ where, findings }: Props) {
  const { t } = useTranslation();
  return (
    <details>
      <summary style={{ cursor: "pointer", fontSize: "var(--mantine-font-size-sm)" }}>{t("domain.findings")}</summary>
      <Records
        label={t("domain.findings")}
        rows={findings}
        rowKey={(row) => row.perspective}
        columns={[
          { head: t("domain.perspective"), cell: (row) => row.perspective },
          {
            head: t("domain.found"),
            cell: (row) => domainCheckWords(t, { code: row.code, where, seen: null }).message,
          },
          { head: t("proofs.evidence"), cell: (row) => <Evidence evidence={row.evidence} /> },
        ]}
      />
    </details>
  );
}
