import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ContactsField } from "../forms/contacts-field.tsx";
import { OutcomeBox } from "../forms/outcome-box.tsx";
import { PlatformField } from "../forms/platform-field.tsx";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";
import { importRefusalWords } from "../words/import-refusal-words.ts";
import { ReasonList } from "../words/reason-list.tsx";
import { CertificatesField } from "./certificates-field.tsx";
import { CertificatesShown } from "./certificates-shown.tsx";
import { type ImportOutcome, type ImportValues, useImport } from "./use-import.ts";
import { useReading } from "./use-reading.ts";

const viewerFragment = graphql(`
  fragment ImportForm_viewer on Viewer {
    id
    name
    email
  }
`);

interface ImportFormProps {
  viewer: FragmentType<typeof viewerFragment>;
  onImported: (number: number) => void;
}

/** The form that takes over a certificate of another CA: pasted or dropped, shown, then imported. */
export function ImportForm({ viewer: from, onImported }: ImportFormProps) {
  const { t } = useTranslation();
  const id = useId();
  const { data: viewer } = useSuspenseFragment({ fragment: viewerFragment, from });
  const [values, setValues] = useState<ImportValues>({
    text: "",
    contacts: [{ kind: "CERTIFICATE", name: viewer.name, email: viewer.email }],
    serverPlatform: "other",
  });
  const [missing, setMissing] = useState(false);
  const { submit, sending, outcome, forgetOutcome } = useImport(onImported);
  const { privateKey, read } = useReading(values.text);
  const set = (changed: Partial<ImportValues>) => {
    setValues((before) => ({ ...before, ...changed }));
    setMissing(false);
    forgetOutcome();
  };
  const send = async () => {
    const lacks = values.text.trim() === "";
    setMissing(lacks);
    if (lacks) document.getElementById(id)?.focus();
    else if (!privateKey) await submit(values);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="md">
        <Section title={t("importing.certificate")} lead={t("importing.certificateLead")}>
          <CertificatesField
            id={id}
            value={values.text}
            onChange={(text) => set({ text })}
            privateKey={privateKey}
            error={missing && t("importing.missing")}
          />
        </Section>
        {read && (
          <Section title={t("importing.holds")} lead={t("importing.holdsLead")}>
            <div aria-live="polite">
              <CertificatesShown read={read} />
            </div>
          </Section>
        )}
        <Section title={t("placement.contacts")} lead={t("importing.contactsLead")}>
          <ContactsField value={values.contacts} onChange={(contacts) => set({ contacts })} error={null} />
        </Section>
        <Section title={t("duplicate.serverSection")}>
          <PlatformField value={values.serverPlatform} onChange={(serverPlatform) => set({ serverPlatform })} />
        </Section>
        {outcome && (
          <OutcomeBox outcome={outcome}>
            <Explained outcome={outcome} />
          </OutcomeBox>
        )}
        <Group gap="sm">
          <Button type="submit" loading={sending}>
            {t("importing.submit")}
          </Button>
          <Text size="sm" c="dimmed">
            {t("importing.submitHint")}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

function Explained({ outcome }: { outcome: ImportOutcome }) {
  const { t } = useTranslation();
  if (outcome === "NO_ANSWER" || outcome.__typename === "NotPermitted")
    return (
      <Alert color="red">{t(`importing.problem.${outcome === "NO_ANSWER" ? outcome : outcome.__typename}`)}</Alert>
    );
  return (
    <Alert color="red" title={t("importing.refused")}>
      <ReasonList
        reasons={outcome.reasons.map((reason) => ({
          key: `${reason.code} ${reason.subject}`,
          ...importRefusalWords(t, reason),
          link: reason.url ? { to: reason.url, label: t("order.title", { number: reason.subject }) } : null,
        }))}
      />
    </Alert>
  );
}
