import { Alert, Anchor, Button, Code, Group, List, Loader, Stack, Text } from "@mantine/core";
import { IconShieldX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { CompromiseReport, LostCertificate } from "./use-compromise-report.ts";

interface CompromisedKeyProps {
  report: CompromiseReport;
  /** How to go on: what makes a new key. */
  way: ReactNode;
  onClose: () => void;
}

/** A private key was pasted: that it counts as compromised now, what was done about it, and what to do next. */
export function CompromisedKey({ report, way, onClose }: CompromisedKeyProps) {
  const { t } = useTranslation();
  const over = report.step !== "REPORTING" && report.step !== "NO_ANSWER";
  return (
    <Alert color="red" icon={<IconShieldX aria-hidden />} title={t("keys.compromised.title")} role="alert">
      <Stack gap="xs">
        <Text size="sm">{t("keys.compromised.kept")}</Text>
        <Done report={report} />
        {over && (
          <>
            <Text size="sm">{t("keys.compromised.next")}</Text>
            {way}
            <div>
              <Button color="red" size="xs" onClick={onClose}>
                {t("keys.compromised.close")}
              </Button>
            </div>
          </>
        )}
      </Stack>
    </Alert>
  );
}

function Done({ report }: { report: CompromiseReport }) {
  const { t } = useTranslation();
  switch (report.step) {
    case "REPORTING":
      return (
        <Group gap="xs" wrap="nowrap">
          <Loader size="xs" aria-hidden />
          <Text size="sm">{t("keys.compromised.reporting")}</Text>
        </Group>
      );
    case "UNOPENED":
      return (
        <>
          <Text size="sm">{t(`keys.compromised.unopened.${report.problem}`)}</Text>
          <Text size="sm">{t("keys.compromised.revoke")}</Text>
        </>
      );
    case "NO_ANSWER":
      return (
        <div>
          <Text size="sm">{t("keys.compromised.noAnswer")}</Text>
          <Button variant="default" size="xs" mt="xs" onClick={report.again}>
            {t("keys.compromised.again")}
          </Button>
        </div>
      );
    case "REFUSED":
      return (
        <>
          <Text size="sm">{t("keys.compromised.refused")}</Text>
          <Code block style={{ whiteSpace: "pre-wrap" }}>
            {report.message}
          </Code>
        </>
      );
    case "BANNED":
      return <Banned certificates={report.certificates} />;
  }
}

function Banned({ certificates }: { certificates: LostCertificate[] }) {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm">{t("keys.compromised.banned")}</Text>
      {certificates.length === 0 ? (
        <Text size="sm">{t("keys.compromised.noCertificates")}</Text>
      ) : (
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t("keys.compromised.certificates", { count: certificates.length })}
          </Text>
          <List size="sm" spacing={4}>
            {certificates.map((certificate) => (
              <List.Item key={certificate.id}>
                <Lost certificate={certificate} />
              </List.Item>
            ))}
          </List>
        </div>
      )}
    </>
  );
}

function Lost({ certificate: { id, status, commonName, serverName, order } }: { certificate: LostCertificate }) {
  const { t } = useTranslation();
  const over = status === "EXPIRED" || status === "REVOKED";
  return (
    <>
      <Anchor component={Link} to={`/certificates/${id}`} inherit style={{ overflowWrap: "anywhere" }}>
        {[commonName, serverName].filter(Boolean).join(" · ")}
      </Anchor>
      {": "}
      {over ? t(`status.certificate.${status}`) : t("keys.compromised.beingRevoked")}
      {!over && (
        <>
          {" · "}
          <Anchor component={Link} to={`/orders/${order.number}/duplicates/new`} inherit>
            {t("keys.compromised.replace", { number: order.number })}
          </Anchor>
        </>
      )}
    </>
  );
}
