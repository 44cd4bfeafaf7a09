import { Anchor, Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { PlacementForm_OrganizationFragment, ValidationType } from "../gql/graphql.ts";
import { Section } from "../ui/section.tsx";

interface OrganizationSectionProps {
  organizations: readonly PlacementForm_OrganizationFragment[];
  /** To which level it has to be validated. */
  level: ValidationType;
  value: string | null;
  onChange: (id: string | null) => void;
  error: ReactNode;
}

/** Whom the certificate names, each with how far it is validated for such an order. */
export function OrganizationSection({ organizations, level, value, onChange, error }: OrganizationSectionProps) {
  const { t } = useTranslation();
  return (
    <Section title={t("placement.organization")} lead={t("placement.organizationLead")}>
      <Select
        label={t("placement.chooseOrganization")}
        placeholder={t("placement.noOrganization")}
        data={organizations.map(({ id, legalName, locality, country, ov, ev }) => {
          const { status } = level === "EV" ? ev : ov;
          const place = [locality, country].filter(Boolean).join(", ");
          return { value: id, label: `${legalName} (${place}) · ${t(`status.validation.${status}`)}` };
        })}
        value={value}
        onChange={onChange}
        searchable
        error={error}
        maw={560}
      />
      <Anchor component={Link} to="/organizations" size="sm" mt="xs" display="inline-block">
        {t("placement.addOrganization")}
      </Anchor>
    </Section>
  );
}
