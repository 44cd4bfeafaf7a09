import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRemoveContact } from "./use-save-contact.ts";

interface Props {
  contact: { id: string; name: string; verifiedAt: string | null };
  onClose: () => void;
}

/** Asks before a contact is taken off the list. */
export function RemoveContact({ contact, onClose }: Props) {
  const { t } = useTranslation();
  const { remove, removing, problem } = useRemoveContact(contact.id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("organization.removeContact", { name: contact.name })}
      centered
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <Stack gap="md">
        <Text size="sm">{t(contact.verifiedAt ? "organization.removesVerified" : "organization.removes")}</Text>
        {problem && (
          <Alert color="red" role="alert">
            {t(`organization.problem.${problem}`)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("request.dialog.back")}
          </Button>
          <Button color="red" loading={removing} onClick={async () => (await remove()) && onClose()}>
            {t("organization.remove")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
