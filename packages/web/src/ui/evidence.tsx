import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./evidence.module.css";
import { Facts } from "./facts.tsx";

/** What was found when something was proven: a record of names and values, shown as it was stored. */
export function Evidence({ evidence }: { evidence: Record<string, unknown> }) {
  const { t } = useTranslation();
  if (Object.keys(evidence).length === 0) return "–";
  return (
    <details>
      <summary style={{ cursor: "pointer" }}>{t("proofs.showEvidence")}</summary>
      <div className={classes.evidence}>{shown(evidence)}</div>
    </details>
  );
}

function shown(value: unknown): ReactNode {
  if (Array.isArray(value)) {
    const plain = value.every((one) => typeof one !== "object");
    if (plain) return value.join(", ");
    return (
      <Stack gap="xs">
        {value.map((one) => (
          <div key={JSON.stringify(one)}>{shown(one)}</div>
        ))}
      </Stack>
    );
  }
  if (value !== null && typeof value === "object") {
    return <Facts facts={Object.entries(value).map(([name, one]) => [inWords(name), shown(one)])} />;
  }
  return String(value ?? "–");
}

// "extractSha256" is how it is stored; "extract sha256" is how it is read.
function inWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}
