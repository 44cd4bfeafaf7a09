import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import type { OrderRefusalCode } from "@duplicert/shared/order-refusal";
import { maxValidityDays } from "@duplicert/shared/validity";
import { Button, Group, Input, SegmentedControl, Stack, Text } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ContactsField } from "../forms/contacts-field.tsx";
import { CsrSection, focusFault } from "../forms/csr-section.tsx";
import { MethodField } from "../forms/method-field.tsx";
import { NamesField } from "../forms/names-field.tsx";
import { ServerFields } from "../forms/server-fields.tsx";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";
import { orderRefusalWords } from "../words/order-refusal-words.ts";
import { HashChoice } from "./hash-choice.tsx";
import { NamesToProve } from "./names-to-prove.tsx";
import { OrganizationSection } from "./organization-section.tsx";
import { PlacementOutcome } from "./placement-outcome.tsx";
import { ProductField } from "./product-field.tsx";
import { usePlacement } from "./use-placement.ts";

const viewerFragment = graphql(`
  fragment PlacementForm_viewer on Viewer {
    id
    name
    email
    mayApprove
  }
`);

const placementProduct = graphql(`
  fragment PlacementForm_product on Product {
    key
    name
    validationType
    nameRule
  }
`);

const placementOrganization = graphql(`
  fragment PlacementForm_organization on Organization {
    id
    legalName
    locality
    country
    registrationNumber
    businessCategory
    jurisdictionCountry
    ov: validation(kind: OV) {
      status
    }
    ev: validation(kind: EV) {
      status
    }
  }
`);

interface PlacementFormProps {
  viewer: FragmentType<typeof viewerFragment>;
  products: FragmentType<typeof placementProduct>[];
  organizations: FragmentType<typeof placementOrganization>[];
  now: Date;
  onPlaced: (number: number) => void;
}

/** The form that places an order: what, for which names and whom, for how long, with the CSR of its first certificate. */
export function PlacementForm(props: PlacementFormProps) {
  const { t } = useTranslation();
  const csrId = useId();
  const { data: viewer } = useSuspenseFragment({ fragment: viewerFragment, from: props.viewer });
  const { data: products } = useSuspenseFragment({ fragment: placementProduct, from: props.products });
  const { data: organizations } = useSuspenseFragment({ fragment: placementOrganization, from: props.organizations });
  const levelOf = (key: string) => products.find((one) => one.key === key)?.validationType ?? "OV";
  const form = usePlacement({
    viewer,
    organizations,
    isDv: (key) => levelOf(key) === "DV",
    now: props.now,
    onPlaced: props.onPlaced,
  });
  const { values, set, names } = form;
  const level = levelOf(values.product);
  const because = (...codes: OrderRefusalCode[]) =>
    form.refusals
      .filter(({ code }) => codes.includes(code))
      .map((refusal) => Object.values(orderRefusalWords(t, refusal)).join(" "))
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
        <Section title={t("placement.product")}>
          <ProductField products={products} value={values.product} onChange={(product) => set({ product })} />
        </Section>
        <CsrSection id={csrId} lead={t("placement.csrLead")} orderNames={null} form={form} />
        <Section title={t("placement.namesSection")} lead={t("placement.namesLead")}>
          <Stack gap="lg">
            <NamesField
              hint={t("placement.namesHint")}
              names={names.dnsNames}
              commonName={names.commonName}
              onChange={(dnsNames, commonName) => set({ dnsNames, commonName })}
              error={because(
                "NO_NAMES",
                "TOO_MANY_NAMES",
                "NAME_NOT_ALLOWED",
                "NAME_OUTSIDE_PRODUCT",
                "WILDCARD_NEEDED",
                "COMMON_NAME_NOT_AMONG_NAMES",
              )}
            />
            {level === "DV" ? (
              <MethodField
                value={values.domainMethod}
                onChange={(domainMethod) => set({ domainMethod })}
                wildcard={names.dnsNames.some((name) => name.startsWith("*."))}
                error={because("DOMAIN_METHOD_NEEDED", "WILDCARD_BY_FILE")}
              />
            ) : (
              <NamesToProve names={names.dnsNames} now={props.now} />
            )}
          </Stack>
        </Section>
        {level !== "DV" && (
          <OrganizationSection
            organizations={organizations}
            level={level}
            value={values.organizationId}
            onChange={(organizationId) => set({ organizationId })}
            error={because("ORGANIZATION_NEEDED", "ORGANIZATION_INCOMPLETE")}
          />
        )}
        <Section title={t("placement.contacts")} lead={t("placement.contactsLead")}>
          <ContactsField
            value={values.contacts}
            onChange={(contacts) => set({ contacts })}
            error={because("CONTACT_NEEDED", "CONTACT_NOT_AN_ADDRESS", "TOO_MANY_CONTACTS")}
          />
        </Section>
        <Section title={t("placement.plan")} lead={t("placement.planLead", { days: maxValidityDays(props.now) })}>
          <Stack gap="lg">
            <Input.Wrapper
              label={t("placement.years")}
              labelElement="div"
              error={because("ORDER_TOO_LONG", "ORDER_ENDS_IN_THE_PAST", "VALIDITY_EXCEEDS_ORDER")}
            >
              <div>
                <SegmentedControl
                  mb={4}
                  aria-label={t("placement.years")}
                  value={values.years}
                  onChange={(years) => set({ years: years as typeof values.years })}
                  data={(["1", "2", "3"] as const).map((value) => ({
                    value,
                    label: t("placement.yearsCount", { count: Number(value) }),
                  }))}
                />
              </div>
            </Input.Wrapper>
            <HashChoice
              value={values.signatureHash}
              onChange={(signatureHash) => set({ signatureHash })}
              error={because("SIGNATURE_HASH_NOT_ALLOWED")}
            />
          </Stack>
        </Section>
        <ServerFields values={values} set={set} />
        {form.outcome && (
          <PlacementOutcome outcome={form.outcome} command={form.command} onSubmit={() => void submit(false)} />
        )}
        <Group gap="sm">
          <Button type="submit" loading={form.sending === "SUBMIT"} disabled={form.sending === "SUBMIT_AND_APPROVE"}>
            {t("placement.submit")}
          </Button>
          {viewer.mayApprove && level !== "EV" && (
            <Button
              variant="default"
              loading={form.sending === "SUBMIT_AND_APPROVE"}
              disabled={form.sending === "SUBMIT"}
              onClick={() => void submit(true)}
            >
              {t("placement.submitAndApprove")}
            </Button>
          )}
          <Text size="sm" c="dimmed">
            {t("placement.submitHint")}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
