import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { Facts } from "../ui/facts.tsx";
import { Section } from "../ui/section.tsx";
import { ValidationText } from "../words/validation-text.tsx";

const fragment = graphql(`
  fragment OrganizationFacts_organization on Organization {
    id
    streetAddress
    locality
    stateOrProvince
    postalCode
    country
    registrationNumber
    ov: validation(kind: OV) {
      status
      validUntil
    }
    ev: validation(kind: EV) {
      status
      validUntil
    }
  }
`);

/** An organization's address, registration and state of validation. */
export function OrganizationFacts({ organization: from }: { organization: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: organization } = useSuspenseFragment({ fragment, from });
  const { streetAddress, locality, stateOrProvince, postalCode, country } = organization;
  return (
    <Section title={t("proofs.state")} lead={t("proofs.stateHint")}>
      <Facts
        facts={[
          [t("proofs.ov"), <ValidationText key="ov" validation={organization.ov} />],
          [t("proofs.ev"), <ValidationText key="ev" validation={organization.ev} />],
          [
            t("proofs.address"),
            [streetAddress, postalCode, locality, stateOrProvince, country].filter(Boolean).join(", "),
          ],
          [t("proofs.registration"), organization.registrationNumber],
        ]}
      />
      {organization.ov.status !== "VALIDATED" && <Text mt="xs">{t("proofs.whoCompletes")}</Text>}
    </Section>
  );
}
