import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { graphql } from "../gql/index.ts";
import { Dotted } from "../ui/dotted.tsx";
import { Records } from "../ui/records.tsx";
import { Section } from "../ui/section.tsx";
import { completionLink } from "../words/completion-link.ts";
import { ValidationText } from "../words/validation-text.tsx";

const fragment = graphql(`
  fragment OrderValidation_order on Order {
    id
    product {
      key
      validationType
    }
    domains {
      id
      name
      domain {
        id
        name
      }
      validation {
        status
        validUntil
      }
    }
    organization {
      id
      legalName
      ov: validation(kind: OV) {
        status
        validUntil
      }
      ev: validation(kind: EV) {
        status
        validUntil
      }
    }
  }
`);

/** The state of every domain and of the organization, each with the way to its proofs. */
export function OrderValidation({ order: from }: { order: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { data: order } = useSuspenseFragment({ fragment, from });
  const { organization, product } = order;
  const rows = [
    ...order.domains.map(({ id, name, domain, validation }) => ({
      id,
      subject: name,
      of: t("order.domain"),
      through: domain.name === name ? null : domain.name,
      path: `/domains/${domain.id}`,
      validation,
    })),
    ...(organization
      ? [
          {
            id: organization.id,
            subject: organization.legalName,
            of: t(product.validationType === "EV" ? "proofs.ev" : "proofs.ov"),
            through: null,
            path: `/organizations/${organization.id}`,
            validation: product.validationType === "EV" ? organization.ev : organization.ov,
          },
        ]
      : []),
  ];
  return (
    <Section
      title={t("order.validation")}
      lead={t(product.validationType === "DV" ? "order.validationLeadDv" : "order.validationLead")}
    >
      <Records
        label={t("order.validation")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            head: t("order.subject"),
            cell: (row) => (
              <>
                <Anchor component={Link} to={completionLink(row.path, pathname)} fz="sm" fw={600}>
                  <Dotted text={row.subject} />
                </Anchor>
                <Text size="xs" c="dimmed" fw={400}>
                  {row.through ? t("order.through", { name: row.through }) : row.of}
                </Text>
              </>
            ),
          },
          { head: t("order.state"), cell: (row) => <ValidationText validation={row.validation} /> },
        ]}
      />
    </Section>
  );
}
