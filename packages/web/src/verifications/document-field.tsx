import { documentTypes } from "@duplicert/shared/verification-refusals";
import { Button, FileButton, Group, Input, Text } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

interface Props {
  document: File | null;
  onChange: (document: File | null) => void;
}

/** Takes the document that was seen; it is sent with the evidence. */
export function DocumentField({ document, onChange }: Props) {
  const { t, i18n } = useTranslation();
  return (
    <Input.Wrapper label={t("verification.document")} description={t("verification.documentHint")} labelElement="div">
      <Group gap="sm" mt={6}>
        <FileButton onChange={onChange} accept={documentTypes.join(",")}>
          {(props) => (
            <Button {...props} variant="default" size="xs" leftSection={<IconFileUpload size={14} aria-hidden />}>
              {t("verification.chooseDocument")}
            </Button>
          )}
        </FileButton>
        {document && (
          <>
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {document.name} (
              {t("verification.bytes", {
                count: document.size,
                replace: { count: document.size.toLocaleString(i18n.language) },
              })}
              )
            </Text>
            <Button variant="subtle" color="red" size="xs" onClick={() => onChange(null)}>
              {t("verification.removeDocument")}
            </Button>
          </>
        )}
      </Group>
    </Input.Wrapper>
  );
}
