import { useApolloClient, useMutation } from "@apollo/client/react";
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { AddDomainDialogMutation } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { domainNameRefusalWords } from "./domain-refusal-words.ts";

const addDomain = graphql(`
  mutation AddDomainDialog($name: String!) {
    result: addDomain(input: { name: $name }) {
      __typename
      ... on Domain {
        id
      }
      ... on DomainNameRefused {
        code
      }
      ... on Problem {
        message
      }
    }
  }
`);

type Outcome = AddDomainDialogMutation["result"] | { __typename: "NO_ANSWER" };

/** Asks for a domain's name, adds it, and goes to its page, where it is proved. */
export function AddDomain({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useApolloClient();
  const [add, { loading }] = useMutation(addDomain);
  const [name, setName] = useState("");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const field = useRef<HTMLInputElement>(null);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (loading) return;
    const answer = await add({ variables: { name } }).catch(() => null);
    const result = answer?.data?.result ?? { __typename: "NO_ANSWER" as const };
    setOutcome(result);
    if (result.__typename !== "Domain") return field.current?.focus();
    client.cache.evict({ id: "ROOT_QUERY", fieldName: "domains" });
    void navigate(`/domains/${result.id}`);
  };
  const words =
    outcome?.__typename === "DomainNameRefused" && domainNameRefusalWords(t, outcome.code, name.trim().toLowerCase());
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("domain.add")}
      centered
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <form noValidate onSubmit={(event) => void send(event)}>
        <Stack gap="md">
          <TextInput
            ref={field}
            data-autofocus
            label={t("domain.name")}
            description={t("domain.nameHint")}
            placeholder="example.com"
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setOutcome(null);
            }}
            error={
              words && (
                <>
                  {words.message} {words.remedy}
                </>
              )
            }
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            inputMode="url"
          />
          {(outcome?.__typename === "NotPermitted" || outcome?.__typename === "NO_ANSWER") && (
            <Alert color="red" role="alert">
              {t(`domain.problem.${outcome.__typename}`)}
            </Alert>
          )}
          <Text size="sm" c="dimmed">
            {t("domain.addNext")}
          </Text>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("request.dialog.back")}
            </Button>
            <Button type="submit" loading={loading}>
              {t("domain.add")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
