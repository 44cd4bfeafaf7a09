import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import type { DuplicateRefusalCode } from "@duplicert/shared/duplicate-refusals";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { CsrSection, focusFault } from "../forms/csr-section.tsx";
import { HashField } from "../forms/hash-field.tsx";
import { ServerFields } from "../forms/server-fields.tsx";
import type { DuplicateForm_OrderFragment } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";
import { refusalWords } from "../words/refusal-words.ts";
import { DuplicateExpiry } from "./duplicate-expiry.tsx";
import { DuplicateNames } from "./duplicate-names.tsx";
import { DuplicateOutcome } from "./duplicate-outcome.tsx";
import { DuplicatePreview } from "./duplicate-preview.tsx";
import { duplicateFormOrder } from "./order-facts.ts";
import { useDuplicateForm } from "./use-duplicate-form.ts";

const viewerFragment = graphql(`
  fragment DuplicateForm_viewer on Viewer {
    id
    mayApprove
  }
`);

interface DuplicateFormProps {
  order: FragmentType<typeof duplicateFormOrder>;
  viewer: FragmentType<typeof viewerFragment>;
  now: Date;
  onRequested: (id: string) => void;
}

/** The form that requests a duplicate of an order which may have one. */
export function DuplicateForm({ order: fromOrder, viewer: fromViewer, now, onRequested }: DuplicateFormProps) {
  const { data: order } = useSuspenseFragment({ fragment: duplicateFormOrder, from: fromOrder });
  const { data: viewer } = useSuspenseFragment({ fragment: viewerFragment, from: fromViewer });
  // What is asked about is the order as it stood when the form was opened: nothing typed is lost to a newer answer.
  const [opened] = useState(order);
  if (!opened.certificate) return null; // without one the order is not eligible, and the page says so
  return <Fields order={opened} certificate={opened.certificate} viewer={viewer} now={now} onRequested={onRequested} />;
}

type FormOrder = DuplicateForm_OrderFragment;
interface FieldsProps {
  order: FormOrder;
  certificate: NonNullable<FormOrder["certificate"]>;
  viewer: { id: string; mayApprove: boolean };
  now: Date;
  onRequested: (id: string) => void;
}

function Fields({ order, certificate, viewer, now, onRequested }: FieldsProps) {
  const { t } = useTranslation();
  const csrId = useId();
  const form = useDuplicateForm({ order, certificate, viewerId: viewer.id, now, onRequested });
  const { values, set } = form;
  const because = (...codes: DuplicateRefusalCode[]) =>
    form.refusals
      .filter(({ code }) => codes.includes(code))
      .map((refusal) => Object.values(refusalWords(t, refusal)).join(" "))
      .join(" ") || null;
  const submit = async (skipApproval: boolean) => {
    if (!(await form.submit(skipApproval))) focusFault(csrId);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit(false);
      }}
    >
      <Stack gap="md">
        <CsrSection id={csrId} lead={t("duplicate.csrLead")} orderNames={order.dnsNames} form={form} />
        <Section title={t("duplicate.contentSection")} lead={t("duplicate.contentLead")}>
          <Stack gap="lg">
            <DuplicateNames
              names={certificate.dnsNames}
              chosen={form.dnsNames}
              commonName={form.commonName}
              onChange={form.chooseNames}
              error={because("NAME_NOT_ALLOWED")}
            />
            <DuplicateExpiry
              lastDay={values.lastDay}
              onChange={(lastDay) => set({ lastDay })}
              defaultValidTo={form.defaultValidTo}
              capped={form.capped}
              maxValidTo={form.maxValidTo}
              now={now}
              error={because("VALIDITY_IN_THE_PAST", "VALIDITY_EXCEEDS_ORDER", "VALIDITY_EXCEEDS_MAXIMUM")}
            />
            <HashField
              hashes={order.duplicateEligibility.signatureHashes}
              value={values.signatureHash}
              onChange={(signatureHash) => set({ signatureHash })}
              error={because("SIGNATURE_HASH_NOT_ALLOWED")}
            />
          </Stack>
        </Section>
        <ServerFields values={values} set={set} />
        {form.preview && <DuplicatePreview preview={form.preview} />}
        {form.outcome && (
          <DuplicateOutcome
            outcome={form.outcome}
            command={form.command}
            shown={form.sent?.content ?? null}
            onSubmit={() => void submit(false)}
            onConfirm={(content) => void form.confirm(content)}
          />
        )}
        <Group gap="sm">
          <Button type="submit" loading={form.sending === "SUBMIT"} disabled={form.sending === "SUBMIT_AND_APPROVE"}>
            {t("duplicate.submit")}
          </Button>
          {viewer.mayApprove && (
            <Button
              variant="default"
              loading={form.sending === "SUBMIT_AND_APPROVE"}
              disabled={form.sending === "SUBMIT"}
              onClick={() => void submit(true)}
            >
              {t("duplicate.submitAndApprove")}
            </Button>
          )}
          <Text size="sm" c="dimmed">
            {t(viewer.mayApprove ? "duplicate.submitHintApprover" : "duplicate.submitHint")}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
