import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import type { ReissueRefusalCode } from "@duplicert/shared/reissue-request-refusal";
import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { CsrSection, focusFault } from "../forms/csr-section.tsx";
import { HashField } from "../forms/hash-field.tsx";
import { MethodField } from "../forms/method-field.tsx";
import { NamesField } from "../forms/names-field.tsx";
import { ServerFields } from "../forms/server-fields.tsx";
import type { ReissueForm_OrderFragment } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { DateText } from "../ui/date-text.tsx";
import { Section } from "../ui/section.tsx";
import { reissueRefusalWords } from "../words/reissue-refusal-words.ts";
import { ReissueEffect } from "./reissue-effect.tsx";
import { ReissueOutcome } from "./reissue-outcome.tsx";
import { ReissueProofs } from "./reissue-proofs.tsx";
import { useReissue } from "./use-reissue.ts";

const orderFragment = graphql(`
  fragment ReissueForm_order on Order {
    id
    number
    status
    orderValidTo
    product {
      key
      nameRule
      validationType
    }
    certificate {
      id
      commonName
      dnsNames
      signatureHash
    }
    defaultPlatform {
      id
    }
    reissueEligibility {
      maxValidTo
      signatureHashes
      defaults {
        signatureHash
        serverPlatform {
          id
        }
      }
    }
  }
`);

const viewerFragment = graphql(`
  fragment ReissueForm_viewer on Viewer {
    id
    mayApprove
  }
`);

interface ReissueFormProps {
  order: FragmentType<typeof orderFragment>;
  viewer: FragmentType<typeof viewerFragment>;
  now: Date;
  onRequested: () => void;
}

/** The form that requests a reissue of an order which may have one. */
export function ReissueForm({ order: fromOrder, viewer: fromViewer, now, onRequested }: ReissueFormProps) {
  const { data: order } = useSuspenseFragment({ fragment: orderFragment, from: fromOrder });
  const { data: viewer } = useSuspenseFragment({ fragment: viewerFragment, from: fromViewer });
  // What is asked about is the order as it stood when the form was opened: nothing typed is lost to a newer answer.
  const [opened] = useState(order);
  if (!opened.certificate) return null; // without one the order is not eligible, and the page says so
  return <Fields order={opened} certificate={opened.certificate} viewer={viewer} now={now} onRequested={onRequested} />;
}

interface FieldsProps {
  order: ReissueForm_OrderFragment;
  certificate: NonNullable<ReissueForm_OrderFragment["certificate"]>;
  viewer: { id: string; mayApprove: boolean };
  now: Date;
  onRequested: () => void;
}

function Fields({ order, certificate, viewer, now, onRequested }: FieldsProps) {
  const { t } = useTranslation();
  const csrId = useId();
  const form = useReissue({ order, certificate, viewerId: viewer.id, now, onRequested });
  const { values, set, names, effect, preview } = form;
  const mayApprove = viewer.mayApprove && order.product.validationType !== "EV";
  const because = (...codes: ReissueRefusalCode[]) =>
    form.refusals
      .filter(({ code }) => codes.includes(code))
      .map((refusal) => Object.values(reissueRefusalWords(t, refusal)).join(" "))
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
        <CsrSection id={csrId} lead={t("reissue.csrLead")} orderNames={names.dnsNames} form={form} />
        <Section title={t("reissue.namesSection")} lead={t("reissue.namesLead")}>
          <Stack gap="md">
            <NamesField
              hint={t("reissue.namesHint")}
              names={names.dnsNames}
              commonName={names.commonName}
              onChange={form.chooseNames}
              error={because("NAME_NOT_ALLOWED", "COMMON_NAME_NOT_AMONG_NAMES")}
            />
            {(effect.added.length > 0 || effect.removed.length > 0) && (
              <div>
                <Anchor component="button" type="button" size="sm" onClick={form.keepNames}>
                  {t("reissue.keepNames")}
                </Anchor>
              </div>
            )}
            <ReissueEffect
              effect={effect}
              preview={preview}
              confirmed={values.revokeEarlier}
              onConfirm={(revokeEarlier) => set({ revokeEarlier })}
              error={because("REVOCATION_NOT_CONFIRMED") && t("reissue.confirmFirst")}
            />
          </Stack>
        </Section>
        <Section title={t("reissue.proofSection")} lead={t(form.isDv ? "reissue.proofLeadDv" : "reissue.proofLead")}>
          <Stack gap="md">
            {form.isDv && (
              <MethodField
                value={values.domainMethod}
                onChange={(domainMethod) => set({ domainMethod })}
                wildcard={names.dnsNames.some((name) => name.startsWith("*."))}
                error={because("DOMAIN_METHOD_NEEDED", "WILDCARD_BY_FILE")}
              />
            )}
            <ReissueProofs preview={preview} isDv={form.isDv} />
          </Stack>
        </Section>
        <Section title={t("duplicate.contentSection")}>
          <Stack gap="md">
            <HashField
              hashes={order.reissueEligibility.signatureHashes}
              value={values.signatureHash}
              onChange={(signatureHash) => set({ signatureHash })}
              error={because("SIGNATURE_HASH_NOT_ALLOWED")}
            />
            {order.reissueEligibility.maxValidTo && (
              <Text size="sm">
                {t("reissue.validTo")} <DateText at={order.reissueEligibility.maxValidTo} />
              </Text>
            )}
          </Stack>
        </Section>
        <ServerFields values={values} set={set} />
        {form.outcome && (
          <ReissueOutcome outcome={form.outcome} command={form.command} onSubmit={() => void submit(false)} />
        )}
        <Group gap="sm">
          <Button type="submit" loading={form.sending === "SUBMIT"} disabled={form.sending === "SUBMIT_AND_APPROVE"}>
            {t("duplicate.submit")}
          </Button>
          {mayApprove && (
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
            {t(mayApprove ? "reissue.submitHintApprover" : "reissue.submitHint")}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
