import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { TimeText } from "../ui/date-text.tsx";
import { Facts } from "../ui/facts.tsx";
import { Section } from "../ui/section.tsx";
import { OrganizationDetails } from "../words/organization-details.tsx";

const fragment = graphql(`
  fragment VerificationDetails_verification on OrganizationVerification {
    id
    accountName
    submittedAt
    submittedBy {
      id
      name
    }
    collectedAt
    collectedBy {
      id
      name
    }
    details {
      legalName
      streetAddress
      locality
      stateOrProvince
      postalCode
      country
      registrationNumber
      businessCategory
      jurisdictionCountry
    }
    organization {
      id
      phone
      contacts {
        id
        name
        title
        email
        phone
      }
    }
  }
`);

/** The details as they were submitted, by whom, and whom to reach. */
export function VerificationDetails({ verification: from }: { verification: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: verification } = useSuspenseFragment({ fragment, from });
  const { organization, submittedBy, collectedAt, collectedBy } = verification;
  return (
    <Section title={t("verification.details")} lead={t("verification.detailsLead")}>
      <Stack gap="md">
        <OrganizationDetails details={verification.details} />
        <Facts
          facts={[
            [t("verification.account"), verification.accountName],
            [
              t("verification.submitted"),
              <span key="submitted">
                <TimeText at={verification.submittedAt} /> · {submittedBy.name}
              </span>,
            ],
            [
              t("verification.collected"),
              collectedAt ? (
                <span key="collected">
                  <TimeText at={collectedAt} />
                  {collectedBy && ` · ${collectedBy.name}`}
                </span>
              ) : null,
            ],
            [t("verification.phoneNow"), organization.phone ?? null],
            [
              t("verification.contactsNow"),
              organization.contacts.length === 0
                ? t("verification.noContacts")
                : organization.contacts.map(({ id, name, title, email, phone }) => (
                    <div key={id}>{[name, title, email, phone].filter(Boolean).join(" · ")}</div>
                  )),
            ],
          ]}
        />
      </Stack>
    </Section>
  );
}
