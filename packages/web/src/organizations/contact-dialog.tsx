import { contactRefusals } from "@duplicert/shared/organization-refusals";
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { organizationRefusalWords } from "../words/organization-refusal-words.ts";
import { type ContactValues, useSaveContact } from "./use-save-contact.ts";

interface Contact {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  title: string | null;
  verifiedAt: string | null;
}

interface Props {
  organizationId: string;
  /** null: a new one. */
  contact: Contact | null;
  onClose: () => void;
}

const fields = ["name", "title", "email", "phone"] as const;
const kinds = { name: "text", title: "text", email: "email", phone: "tel" } as const;

/** Adds a person who speaks for the organization, or changes one. */
export function ContactDialog({ organizationId, contact, onClose }: Props) {
  const { t } = useTranslation();
  const [values, setValues] = useState<ContactValues>(() => ({
    name: contact?.name ?? "",
    title: contact?.title ?? "",
    email: contact?.email ?? "",
    phone: contact?.phone ?? "",
  }));
  const { save, saving, refusals, refuse, problem } = useSaveContact(organizationId, contact?.id ?? null);
  const form = useRef<HTMLFormElement>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    const { name, email, phone, title } = values;
    const foreseen = contactRefusals({
      name: name.trim(),
      email: email.trim(),
      phone: phone.trim() || null,
      title: title.trim() || null,
    });
    refuse(foreseen);
    if (foreseen.length === 0 && (await save(values))) return onClose();
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={contact ? t("organization.changeContact", { name: contact.name }) : t("organization.addContact")}
      centered
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <form ref={form} noValidate onSubmit={(event) => void send(event)}>
        <Stack gap="md">
          {fields.map((field) => {
            const refusal = refusals.find((one) => one.field === field);
            const words = refusal && organizationRefusalWords(t, refusal);
            return (
              <TextInput
                key={field}
                type={kinds[field]}
                label={t(`organization.fields.${field}`)}
                description={field === "phone" ? t("organization.contactPhoneHint") : undefined}
                required={field === "name" || field === "email"}
                data-autofocus={field === "name" || undefined}
                value={values[field]}
                onChange={(event) => setValues({ ...values, [field]: event.currentTarget.value })}
                error={words && `${words.message} ${words.remedy}`}
                autoComplete="off"
              />
            );
          })}
          {contact?.verifiedAt && (
            <Text size="sm" c="dimmed">
              {t("organization.contactUnverifies")}
            </Text>
          )}
          {problem && (
            <Alert color="red" role="alert">
              {t(`organization.problem.${problem}`)}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("request.dialog.back")}
            </Button>
            <Button type="submit" loading={saving}>
              {contact ? t("settings.save") : t("organization.addContact")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
