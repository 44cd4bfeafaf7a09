import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OrganizationContacts_OrganizationFragment } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { DateText } from "../ui/date-text.tsx";
import { Records } from "../ui/records.tsx";
import { Section } from "../ui/section.tsx";
import { ContactDialog } from "./contact-dialog.tsx";
import { RemoveContact } from "./remove-contact.tsx";

const fragment = graphql(`
  fragment OrganizationContacts_organization on Organization {
    id
    contacts {
      id
      name
      email
      phone
      title
      verifiedAt
    }
  }
`);

type Contact = OrganizationContacts_OrganizationFragment["contacts"][number];

/** The people who speak for an organization, and which of them were verified. */
export function OrganizationContacts({ organization: from }: { organization: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: organization } = useSuspenseFragment({ fragment, from });
  const [edited, setEdited] = useState<Contact | "NEW" | null>(null);
  const [removed, setRemoved] = useState<Contact | null>(null);
  return (
    <Section
      title={t("organization.contacts")}
      lead={t("organization.contactsLead")}
      aside={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setEdited("NEW")}
        >
          {t("organization.addContact")}
        </Button>
      }
    >
      {organization.contacts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("organization.noContacts")}
        </Text>
      ) : (
        <Records
          label={t("organization.contacts")}
          rows={organization.contacts}
          rowKey={(row) => row.id}
          columns={[
            {
              head: t("organization.fields.name"),
              cell: (row) => (
                <>
                  {row.name}
                  {row.title && (
                    <Text size="xs" c="dimmed" fw={400}>
                      {row.title}
                    </Text>
                  )}
                </>
              ),
            },
            {
              head: t("organization.fields.email"),
              cell: (row) => <span style={{ overflowWrap: "anywhere" }}>{row.email}</span>,
            },
            { head: t("organization.fields.phone"), cell: (row) => row.phone ?? "–" },
            {
              head: t("organization.verifiedContact"),
              cell: (row) => (row.verifiedAt ? <DateText at={row.verifiedAt} /> : t("organization.notVerified")),
            },
            {
              head: t("organization.contactActions"),
              cell: (row) => (
                <Group gap={4} wrap="nowrap">
                  <ActionIcon
                    variant="subtle"
                    aria-label={t("organization.changeContact", { name: row.name })}
                    onClick={() => setEdited(row)}
                  >
                    <IconPencil size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="red"
                    aria-label={t("organization.removeContact", { name: row.name })}
                    onClick={() => setRemoved(row)}
                  >
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </Group>
              ),
            },
          ]}
        />
      )}
      {edited && (
        <ContactDialog
          organizationId={organization.id}
          contact={edited === "NEW" ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
      {removed && <RemoveContact contact={removed} onClose={() => setRemoved(null)} />}
    </Section>
  );
}
