import { Alert, Box, Button, Group, Loader, Skeleton, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CertificateContent } from "../content/certificate-content.tsx";
import { Section } from "../ui/section.tsx";
import { RefusalList } from "../words/refusal-list.tsx";
import type { Preview } from "./use-preview.ts";

/** The certificate that this form comes to, before it is requested. */
export function DuplicatePreview({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const { content, refusals, stale, failed, askAgain } = preview;
  return (
    <Section
      title={t("content.previewTitle")}
      lead={t("content.previewLead")}
      aside={
        stale && !failed ? (
          <Group gap="xs" role="status">
            <Loader size="xs" aria-hidden />
            <Text size="sm" c="dimmed">
              {t("content.updating")}
            </Text>
          </Group>
        ) : null
      }
    >
      <Stack gap="sm">
        {failed && (
          <Alert color="yellow">
            <Text size="sm">{t("content.failed")}</Text>
            <Button variant="default" size="xs" mt="xs" onClick={askAgain}>
              {t("app.retry")}
            </Button>
          </Alert>
        )}
        {refusals.length > 0 && (
          <Alert color="red" title={t("duplicate.refused")}>
            <RefusalList refusals={refusals} />
          </Alert>
        )}
        {content && (
          <Box opacity={stale ? 0.5 : 1} aria-busy={stale}>
            <CertificateContent content={content} />
          </Box>
        )}
        {!content && stale && !failed && <Skeleton height={180} />}
      </Stack>
    </Section>
  );
}
