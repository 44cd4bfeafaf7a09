import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Button, Checkbox, Group, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  AddEvidence_VerificationFragment,
  VerificationEvidenceKind,
  VerificationSubject,
} from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";
import { VerificationRefusals } from "../words/verification-refusals.tsx";
import { DocumentField } from "./document-field.tsx";
import { type EvidenceValues, useAddEvidence } from "./use-add-evidence.ts";

const fragment = graphql(`
  fragment AddEvidence_verification on OrganizationVerification {
    id
    kind
    needed
    missing
    organization {
      id
      contacts {
        id
        name
        phone
      }
    }
  }
`);

const kinds: readonly VerificationEvidenceKind[] = ["REGISTRY", "DOCUMENT", "PHONE_CALL", "SITE_VISIT", "ATTESTATION"];
const empty: EvidenceValues = {
  subjects: [],
  kind: "REGISTRY",
  reference: "",
  note: "",
  contactId: null,
  document: null,
};

/** The form with which a specialist writes down what they saw. */
export function AddEvidence({ verification: from }: { verification: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: verification } = useSuspenseFragment({ fragment, from });
  const [values, setValues] = useState(empty);
  const { add, adding, refusals, problem, forget } = useAddEvidence(verification);
  const box = useRef<HTMLDivElement>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (refusals.length > 0 || problem) box.current?.focus();
  }, [refusals, problem]);
  const change = (part: Partial<EvidenceValues>) => {
    setValues((before) => ({ ...before, ...part }));
    forget();
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (adding || !(await add(values))) return;
    setValues(empty);
    first.current?.focus();
  };
  return (
    <Section title={t("verification.add")}>
      <form noValidate onSubmit={(event) => void send(event)}>
        <Stack gap="md">
          <Checkbox.Group
            label={t("verification.shows")}
            required
            value={values.subjects}
            onChange={(chosen) => change({ subjects: chosen as VerificationSubject[] })}
          >
            <Stack gap="xs" mt="xs">
              {verification.needed.map((subject, index) => (
                <Checkbox
                  key={subject}
                  ref={index === 0 ? first : undefined}
                  value={subject}
                  label={t(`verification.subjects.${subject}`)}
                  description={t(`verification.ways.${subject}`)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <Select
            label={t("verification.how")}
            required
            data={kinds.map((value) => ({ value, label: t(`verification.kinds.${value}`) }))}
            value={values.kind}
            onChange={(value) => change({ kind: kinds.find((one) => one === value) ?? "REGISTRY" })}
            allowDeselect={false}
          />
          <TextInput
            label={t("verification.reference")}
            description={t("verification.referenceHint")}
            required
            value={values.reference}
            onChange={(event) => change({ reference: event.currentTarget.value })}
            maxLength={500}
          />
          <Textarea
            label={t("verification.note")}
            description={t("verification.noteHint")}
            value={values.note}
            onChange={(event) => change({ note: event.currentTarget.value })}
            maxLength={2000}
            autosize
            minRows={2}
            maxRows={8}
          />
          <Contacts
            verification={verification}
            value={values.contactId}
            onChange={(contactId) => change({ contactId })}
          />
          <DocumentField document={values.document} onChange={(document) => change({ document })} />
          <div ref={box} tabIndex={-1} role="alert" style={{ outline: "none" }}>
            {refusals.length > 0 && (
              <Alert color="red" title={t("verification.refused")}>
                <VerificationRefusals refusals={refusals} />
              </Alert>
            )}
            {problem && <Alert color="red">{t(`verification.problem.${problem}`)}</Alert>}
          </div>
          <Group>
            <Button type="submit" loading={adding}>
              {t("verification.add")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

interface ContactsProps {
  verification: AddEvidence_VerificationFragment;
  value: string | null;
  onChange: (id: string | null) => void;
}

function Contacts({ verification, value, onChange }: ContactsProps) {
  const { t } = useTranslation();
  const { contacts } = verification.organization;
  if (contacts.length === 0) return null;
  return (
    <Select
      label={t("verification.contact")}
      description={t("verification.contactHint")}
      data={contacts.map(({ id, name, phone }) => ({ value: id, label: [name, phone].filter(Boolean).join(" · ") }))}
      value={value}
      onChange={onChange}
      clearable
    />
  );
}
