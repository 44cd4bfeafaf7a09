import { useSuspenseQuery } from "@apollo/client/react";
import { Alert, Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { IconCertificateOff, IconClockX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { NotFound } from "../app/not-found.tsx";
import { CertificateDownloads } from "../certificates/certificate-downloads.tsx";
import { CertificateFacts } from "../certificates/certificate-facts.tsx";
import { CertificateMenu } from "../certificates/certificate-menu.tsx";
import { CertificatePem } from "../certificates/certificate-pem.tsx";
import { InstallSteps } from "../certificates/install-steps.tsx";
import { graphql } from "../gql/index.ts";
import { PfxSection } from "../keys/pfx-section.tsx";
import { RevokeDialog } from "../revocations/revoke-dialog.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { useScrollToHash } from "../ui/use-scroll-to-hash.ts";
import { RevocationDue } from "../words/revocation-due.tsx";
import { RevokedSince } from "../words/revoked-since.tsx";
import { StatusBadge } from "../words/status-badge.tsx";
import classes from "./order.module.css";

const query = graphql(`
  query Certificate($id: ID!) {
    certificate(id: $id) {
      id
      status
      revokedAt
      revocationReason
      revocationDueAt
      supersededBy {
        id
        dnsNames
      }
      kind
      commonName
      dnsNames
      order {
        id
        number
      }
      ...CertificateMenu_certificate
      ...CertificateFacts_certificate
      ...CertificateDownloads_certificate
      ...InstallSteps_certificate
      ...CertificatePem_certificate
      ...PfxSection_certificate
    }
  }
`);

/** `/certificates/:id`: what a certificate says, its files, and how to put it on a server. */
export function Certificate() {
  const { id = "" } = useParams();
  return <Shown key={id} id={id} />;
}

function Shown({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(query, { variables: { id }, fetchPolicy: "cache-and-network" });
  const [revoking, setRevoking] = useState(false);
  useScrollToHash();
  const certificate = data.certificate;
  if (!certificate) return <NotFound title={t("certificate.notFound")} hint={t("certificate.notFoundHint")} />;
  const title = t("certificate.title", { name: certificate.commonName });
  return (
    <Stack gap="md">
      <title>{`${title} · ${t("app.name")}`}</title>
      <Group justify="space-between" align="start">
        <div>
          <Group gap="sm">
            <Title order={1}>
              <Dotted text={title} />
            </Title>
            <StatusBadge of="certificate" status={certificate.status} />
          </Group>
          <Text c="dimmed">
            {t(`certificate.kinds.${certificate.kind}`)} ·{" "}
            <Anchor component={Link} to={`/orders/${certificate.order.number}`}>
              {t("order.title", { number: certificate.order.number })}
            </Anchor>
          </Text>
        </div>
        <CertificateMenu certificate={certificate} onRevoke={() => setRevoking(true)} />
      </Group>
      {revoking && <RevokeDialog target={{ certificateId: id }} onClose={() => setRevoking(false)} />}
      {certificate.revokedAt && (
        <Alert color="red" icon={<IconCertificateOff aria-hidden />} title={t("revocation.isRevoked")}>
          <RevokedSince at={certificate.revokedAt} reason={certificate.revocationReason} plain />
          <Text size="sm" mt={4}>
            {t("revocation.isRevokedHint")}
          </Text>
        </Alert>
      )}
      {certificate.revocationDueAt && (
        <Alert color="yellow" icon={<IconClockX aria-hidden />} title={t("status.certificate.REVOCATION_PENDING")}>
          <RevocationDue certificate={certificate} plain />
          <Text size="sm" mt={4}>
            {t("reissue.dueHint")}
          </Text>
        </Alert>
      )}
      <div className={classes.columns}>
        <Stack gap="md" miw={0}>
          <CertificateDownloads certificate={certificate} />
          {certificate.status === "ISSUED" && (
            <>
              <PfxSection certificate={certificate} />
              <InstallSteps certificate={certificate} />
            </>
          )}
        </Stack>
        <CertificateFacts certificate={certificate} />
      </div>
      <CertificatePem certificate={certificate} />
    </Stack>
  );
}
