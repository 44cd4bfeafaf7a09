import { Alert, Badge, Group, Paper, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { DateText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { Facts } from "../ui/facts.tsx";
import type { CertificatesRead, ReadCertificate } from "./read-certificates.ts";

/** What the text holds, certificate by certificate, read in this page. */
export function CertificatesShown({ read }: { read: CertificatesRead }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      {read.unreadable > 0 && (
        <Alert color="yellow">
          {t(read.certificates.length > 0 ? "importing.partUnreadable" : "importing.nothingReadable")}
        </Alert>
      )}
      {read.certificates.map((one) => (
        <Shown key={`${one.issuer} ${one.subject} ${one.validFrom} ${one.validTo}`} certificate={one} />
      ))}
    </Stack>
  );
}

const mostNames = 12;

function Shown({ certificate }: { certificate: ReadCertificate }) {
  const { t } = useTranslation();
  const { subject, issuer, dnsNames, validFrom, validTo, isCa } = certificate;
  return (
    <Paper component="section" p="sm" bg="#fbfcfc" aria-label={subject || dnsNames[0]}>
      <Group gap="xs" mb="xs">
        <Text size="sm" fw={600}>
          <Dotted text={subject || (dnsNames[0] ?? "")} />
        </Text>
        <Badge size="sm" variant="light" radius="sm" tt="none" color={isCa ? "gray" : "teal"}>
          {t(isCa ? "importing.isCa" : "importing.isLeaf")}
        </Badge>
      </Group>
      <Facts
        facts={[
          [
            t("certificate.names"),
            dnsNames.length > 0
              ? [
                  ...dnsNames.slice(0, mostNames).map((name) => (
                    <div key={name}>
                      <Dotted text={name} />
                    </div>
                  )),
                  dnsNames.length > mostNames && (
                    <div key="">{t("orders.more", { count: dnsNames.length - mostNames })}</div>
                  ),
                ]
              : null,
          ],
          [t("content.issuer"), <Dotted key="issuer" text={issuer} />],
          [
            t("order.validity"),
            <span key="validity">
              <DateText at={validFrom} /> – <DateText at={validTo} />
            </span>,
          ],
        ]}
      />
    </Paper>
  );
}
