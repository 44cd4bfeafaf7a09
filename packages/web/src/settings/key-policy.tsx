import type { FragmentType } from "@apollo/client";
import { useMutation, useSuspenseFragment } from "@apollo/client/react";
import { Alert, Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { KeyPolicy as Policy } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";

const fragment = graphql(`
  fragment KeyPolicy_account on Account {
    id
    keyPolicy
  }
`);

const setKeyPolicy = graphql(`
  mutation SetKeyPolicy($policy: KeyPolicy!) {
    setKeyPolicy(input: { policy: $policy }) {
      __typename
      ... on Account {
        id
        keyPolicy
      }
      ... on Problem {
        message
      }
    }
  }
`);

const policies: readonly Policy[] = ["REFUSE", "SAME_SERVER", "WARN"];
type Outcome = "SAVED" | "NotPermitted" | "NO_ANSWER";

/** Whether a key may be on more than one certificate of the account: three choices, each with what it means. */
export function KeyPolicy({ account: from }: { account: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: account } = useSuspenseFragment({ fragment, from });
  const [chosen, setChosen] = useState<Policy>(account.keyPolicy);
  const [set, { loading }] = useMutation(setKeyPolicy);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const save = async () => {
    setOutcome(null);
    const answer = await set({ variables: { policy: chosen } }).catch(() => null);
    const type = answer?.data?.setKeyPolicy.__typename;
    setOutcome(type === "Account" ? "SAVED" : (type ?? "NO_ANSWER"));
  };
  return (
    <Section title={t("settings.keyPolicy.title")} lead={t("settings.keyPolicy.lead")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="md">
          <Radio.Group
            aria-label={t("settings.keyPolicy.title")}
            value={chosen}
            onChange={(value) => {
              setChosen(value as Policy);
              setOutcome(null);
            }}
          >
            <Stack gap="sm">
              {policies.map((policy) => (
                <Radio
                  key={policy}
                  value={policy}
                  label={t(`settings.keyPolicy.${policy}.name`)}
                  description={t(`settings.keyPolicy.${policy}.meaning`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {outcome && (
            <Alert color={outcome === "SAVED" ? "teal" : "red"} role="status">
              {t(`settings.outcome.${outcome}`)}
            </Alert>
          )}
          <Group gap="sm">
            <Button type="submit" loading={loading} disabled={chosen === account.keyPolicy}>
              {t("settings.save")}
            </Button>
            <Text size="sm" c="dimmed">
              {t("settings.keyPolicy.hint")}
            </Text>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
