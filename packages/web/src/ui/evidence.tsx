import { Code } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Facts } from "./facts.tsx";

/** What was found when something was proven: a record of names and values, as it was stored. */
export function Evidence({ evidence }: { evidence: Record<string, unknown> }) {
  const { t } = useTranslation();
  const entries = Object.entries(evidence);
  if (entries.length === 0) return <>–</>;
  return (
    <details>
      <summary style={{ cursor: "pointer" }}>{t("proofs.showEvidence")}</summary>
      <div style={{ marginTop: 6 }}>
        <Facts
          facts={entries.map(([name, value]) => [
            name,
            <Code key={name} style={{ background: "none", padding: 0, overflowWrap: "anywhere" }}>
              {typeof value === "string" ? value : JSON.stringify(value)}
            </Code>,
          ])}
        />
      </div>
    </details>
  );
}
