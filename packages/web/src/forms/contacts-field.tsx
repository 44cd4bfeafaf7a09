import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** A person to write to. */
export interface ContactValues {
  kind: "CERTIFICATE" | "TECHNICAL";
  name: string;
  email: string;
}

interface ContactsFieldProps {
  value: ContactValues[];
  onChange: (contacts: ContactValues[]) => void;
  error: ReactNode;
}

/** Whom to write to: at least one contact gets every issued certificate. */
export function ContactsField({ value, onChange, error }: ContactsFieldProps) {
  const { t } = useTranslation();
  const change = (at: number, changed: Partial<ContactValues>) =>
    onChange(value.map((one, i) => (i === at ? { ...one, ...changed } : one)));
  return (
    <Stack gap="sm">
      {value.map((contact, at) => (
        <Group
          // biome-ignore lint/suspicious/noArrayIndexKey: a contact is nothing but its place until it is written
          key={at}
          gap="sm"
          align="end"
          wrap="wrap"
          role="group"
          aria-label={t("placement.contactNumber", { number: at + 1 })}
        >
          <Select
            label={t("placement.contactKind")}
            data={(["CERTIFICATE", "TECHNICAL"] as const).map((kind) => ({
              value: kind,
              label: t(`placement.contact.${kind}`),
            }))}
            value={contact.kind}
            onChange={(kind) => kind && change(at, { kind: kind as ContactValues["kind"] })}
            allowDeselect={false}
            w={{ base: "100%", sm: 200 }}
          />
          <TextInput
            label={t("placement.contactName")}
            value={contact.name}
            onChange={(event) => change(at, { name: event.currentTarget.value })}
            maxLength={200}
            flex="1 1 10rem"
          />
          <TextInput
            label={t("placement.contactEmail")}
            type="email"
            value={contact.email}
            onChange={(event) => change(at, { email: event.currentTarget.value })}
            maxLength={254}
            flex="1 1 12rem"
          />
          {value.length > 1 && (
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t("placement.removeContact", { number: at + 1 })}
              onClick={() => onChange(value.filter((_, i) => i !== at))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      {error && (
        <Text size="xs" c="red" role="alert">
          {error}
        </Text>
      )}
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...value, { kind: "TECHNICAL", name: "", email: "" }])}
        >
          {t("placement.addContact")}
        </Button>
      </div>
    </Stack>
  );
}
