import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { sameDetails } from "@duplicert/shared/organization-details";
import { Alert, Button, Group, Stack } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";
import { OrganizationDetails } from "../words/organization-details.tsx";
import { OrganizationForm } from "./organization-form.tsx";
import { detailsIn, valuesOf } from "./organization-values.ts";
import { useSaveOrganization } from "./use-save-organization.ts";

const fragment = graphql(`
  fragment OrganizationLegal_organization on Organization {
    id
    legalName
    streetAddress
    locality
    stateOrProvince
    postalCode
    country
    registrationNumber
    businessCategory
    jurisdictionCountry
    phone
    ovNow: validation(kind: OV) {
      status
    }
    evNow: validation(kind: EV) {
      status
    }
    verifications {
      id
      state
    }
  }
`);

type From = FragmentType<typeof fragment>;

interface Props {
  organization: From;
  /** Whether the viewer may change legal details. */
  mayChange: boolean;
  onChanged: () => void;
}

/** Who an organization is in law, and the form to change that. */
export function OrganizationLegal({ organization: from, mayChange, onChanged }: Props) {
  const { t } = useTranslation();
  const { data: organization } = useSuspenseFragment({ fragment, from });
  const [changing, setChanging] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { ovNow, evNow, verifications } = organization;
  const hasValidation =
    [ovNow, evNow].some(({ status }) => status === "VALIDATED") ||
    verifications.some(({ state }) => state === "SUBMITTED" || state === "COLLECTED");
  const close = () => {
    setChanging(false);
    requestAnimationFrame(() => button.current?.focus());
  };
  return (
    <Section
      title={t("organization.details")}
      lead={t("organization.detailsLead")}
      aside={
        !changing && (
          <Button ref={button} variant="default" size="xs" onClick={() => setChanging(true)}>
            {t("organization.change")}
          </Button>
        )
      }
    >
      {changing ? (
        <Change
          organization={organization}
          mayChange={mayChange}
          hasValidation={hasValidation}
          onClose={close}
          onChanged={() => {
            close();
            onChanged();
          }}
        />
      ) : (
        <OrganizationDetails details={organization} phone={organization.phone} />
      )}
    </Section>
  );
}

interface ChangeProps {
  organization: Parameters<typeof valuesOf>[0] & { id: string; legalName: string; country: string };
  mayChange: boolean;
  /** Whether there is a validation, or one under way, that other legal details cancel. */
  hasValidation: boolean;
  onClose: () => void;
  onChanged: () => void;
}

function Change({ organization, mayChange, hasValidation, onClose, onChanged }: ChangeProps) {
  const { t } = useTranslation();
  const [before] = useState(() => valuesOf(organization));
  const [values, setValues] = useState(before);
  const { save, saving, refusals, problem } = useSaveOrganization(organization.id);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input:enabled")?.focus(), []);
  const cancels = hasValidation && !sameDetails(detailsIn(before), detailsIn(values));
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    if (await save(values)) return onChanged();
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  return (
    <form ref={form} noValidate onSubmit={(event) => void send(event)}>
      <Stack gap="md">
        {!mayChange && <Alert color="blue">{t("organization.onlyPhone")}</Alert>}
        <OrganizationForm
          values={values}
          onChange={(part) => setValues((earlier) => ({ ...earlier, ...part }))}
          refusals={refusals}
          legalFixed={!mayChange}
        />
        <div aria-live="polite">
          {cancels && (
            <Alert color="yellow" title={t("organization.cancelsTitle")}>
              {t("organization.cancels")}
            </Alert>
          )}
        </div>
        {problem && (
          <Alert color="red" role="alert">
            {t(`organization.problem.${problem}`)}
          </Alert>
        )}
        <Group gap="sm">
          <Button type="submit" loading={saving} color={cancels ? "red" : undefined}>
            {t(cancels ? "organization.saveAndCancel" : "settings.save")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t("request.dialog.back")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
