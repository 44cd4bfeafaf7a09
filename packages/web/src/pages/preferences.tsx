import { useSuspenseQuery } from "@apollo/client/react";
import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { NotFound } from "../app/not-found.tsx";
import { graphql } from "../gql/index.ts";
import { KeyChecks } from "../settings/key-checks.tsx";
import { KeyPolicy } from "../settings/key-policy.tsx";

const query = graphql(`
  query Preferences {
    viewer {
      id
      role
      account {
        id
        name
        ...KeyPolicy_account
      }
    }
    keyChecks {
      kind
      name
      ...KeyChecks_checks
    }
  }
`);

/** `/settings/preferences`: what an account's administrators decide for all of it. */
export function Preferences() {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(query, { fetchPolicy: "cache-and-network" });
  const { viewer, keyChecks } = data;
  if (viewer.role !== "ADMINISTRATOR")
    return <NotFound title={t("settings.notYours")} hint={t("settings.notYoursHint")} />;
  return (
    <Stack gap="md">
      <title>{`${t("settings.preferences")} · ${t("app.name")}`}</title>
      <div>
        <Title order={1}>{t("settings.preferences")}</Title>
        <Text c="dimmed">{viewer.account.name}</Text>
      </div>
      <KeyPolicy account={viewer.account} />
      <KeyChecks checks={keyChecks} />
    </Stack>
  );
}
