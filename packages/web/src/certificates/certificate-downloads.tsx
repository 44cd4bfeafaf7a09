import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import type { DownloadFormat } from "@duplicert/shared/download-formats";
import { Anchor, Box, Button, Code, Stack, Text, Title } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { Records } from "../ui/records.tsx";
import { Section } from "../ui/section.tsx";

const fragment = graphql(`
  fragment CertificateDownloads_certificate on Certificate {
    id
    chainPem
    rootPem
    serverPlatform {
      id
      name
      defaultFormat
    }
    downloads {
      format
      url
      fileName
      files
    }
  }
`);

/** The certificate's files: the right one for its platform first, then all formats, then the root. */
export function CertificateDownloads({ certificate: from }: { certificate: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: certificate } = useSuspenseFragment({ fragment, from });
  const { serverPlatform, downloads } = certificate;
  const wanted = serverPlatform?.defaultFormat ?? "default";
  const first = downloads.find(({ format }) => format === wanted);
  return (
    <Section title={t("certificate.downloads")} id="downloads">
      {certificate.chainPem === "" && (
        <Text size="sm" mb="md">
          {t("certificate.noChain")}
        </Text>
      )}
      {first && (
        <Stack gap={4} align="flex-start" mb="lg">
          <Button component="a" href={first.url} download leftSection={<IconDownload size={16} aria-hidden />}>
            {serverPlatform
              ? t("certificate.downloadFor", { platform: serverPlatform.name })
              : t("certificate.downloadDefault")}
          </Button>
          <Text size="sm">{t(`certificate.formats.${first.format as DownloadFormat}`)}</Text>
          <Text size="xs" c="dimmed">
            {t("certificate.keyHint")}
          </Text>
        </Stack>
      )}
      <Title order={3} mb="xs">
        {t("certificate.allFormats")}
      </Title>
      <Records
        label={t("certificate.allFormats")}
        rows={downloads}
        rowKey={(row) => row.format}
        columns={[
          {
            head: t("certificate.format"),
            cell: (row) => (
              <>
                <Anchor href={row.url} download fz="sm" fw={600}>
                  {row.format}
                </Anchor>
                <Box fw={400}>{t(`certificate.formats.${row.format as DownloadFormat}`)}</Box>
              </>
            ),
          },
          { head: t("certificate.files"), cell: (row) => <Files names={row.files} /> },
        ]}
      />
      {certificate.rootPem !== null && <Root pem={certificate.rootPem} />}
    </Section>
  );
}

/** The root by itself, for clients that do not have it; nobody may have given that of another CA. */
function Root({ pem }: { pem: string }) {
  const { t } = useTranslation();
  return (
    <>
      <Title order={3} mt="lg" mb={4}>
        {t("certificate.root")}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t("certificate.rootHint")}
      </Text>
      <Button
        component="a"
        variant="default"
        size="xs"
        href={`data:application/x-pem-file,${encodeURIComponent(pem)}`}
        download="TrustedRoot.pem"
        leftSection={<IconDownload size={14} aria-hidden />}
      >
        {t("certificate.rootDownload")}
      </Button>
    </>
  );
}

function Files({ names }: { names: string[] }) {
  return names.map((name) => (
    <div key={name}>
      <Code style={{ background: "none", padding: 0, overflowWrap: "break-word" }}>{name}</Code>
    </div>
  ));
}
