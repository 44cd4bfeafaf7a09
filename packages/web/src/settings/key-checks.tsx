import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { TimeText } from "../ui/date-text.tsx";
import { Records } from "../ui/records.tsx";
import { Section } from "../ui/section.tsx";

const fragment = graphql(`
  fragment KeyChecks_checks on KeyCheck {
    kind
    name
    entries
    loadedAt
  }
`);

/** What every key is tested for, and which lists of known-bad keys are loaded: openly, gaps included. */
export function KeyChecks({ checks: from }: { checks: FragmentType<typeof fragment>[] }) {
  const { t, i18n } = useTranslation();
  const { data: checks } = useSuspenseFragment({ fragment, from });
  return (
    <Section title={t("settings.keyChecks.title")} lead={t("settings.keyChecks.lead")}>
      <Records
        label={t("settings.keyChecks.title")}
        rows={checks}
        rowKey={({ kind, name }) => `${kind} ${name}`}
        columns={[
          {
            head: t("settings.keyChecks.what"),
            cell: ({ kind, name, entries, loadedAt }) => (
              <>
                {t(`settings.keyChecks.kind.${kind}`)}
                {(kind === "DEBIAN" || kind === "COMPROMISED") && entries !== null && loadedAt && (
                  <Text size="xs" c="dimmed" fw={400} style={{ overflowWrap: "anywhere" }}>
                    {name}
                  </Text>
                )}
              </>
            ),
          },
          {
            head: t("settings.keyChecks.entries"),
            cell: ({ kind, entries, loadedAt }) =>
              entries === null
                ? t("settings.keyChecks.computed")
                : entries === 0 && !loadedAt
                  ? t(kind === "REPORTED" ? "settings.keyChecks.noneReported" : "settings.keyChecks.notLoaded")
                  : entries.toLocaleString(i18n.language),
          },
          {
            head: t("settings.keyChecks.loadedAt"),
            cell: ({ loadedAt }) => (loadedAt ? <TimeText at={loadedAt} /> : "–"),
          },
        ]}
      />
    </Section>
  );
}
