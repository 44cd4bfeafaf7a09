import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { CopyText } from "../ui/copy-text.tsx";
import { DateText, utcText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { Facts } from "../ui/facts.tsx";
import { Section } from "../ui/section.tsx";
import { hashNames } from "../words/hash-names.ts";
import { RevokedSince } from "../words/revoked-since.tsx";
import { StatusBadge } from "../words/status-badge.tsx";

const fragment = graphql(`
  fragment CertificateFacts_certificate on Certificate {
    id
    kind
    isPrimary
    status
    revokedAt
    revocationReason
    commonName
    dnsNames
    serialNumber
    validFrom
    validTo
    signatureHash
    keyAlgorithm
    sha256Fingerprint
    spkiSha256
    serverName
    serverPlatform {
      id
      name
    }
    request {
      id
      status
      requestedBy {
        id
        name
      }
    }
  }
`);

/** Everything a certificate says about itself, and where it came from. */
export function CertificateFacts({ certificate: from }: { certificate: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: certificate } = useSuspenseFragment({ fragment, from });
  const { request } = certificate;
  const kind = t(`certificate.kinds.${certificate.kind}`);
  const copied = (label: string, value: string) =>
    [
      label,
      <CopyText key={label} value={value} of={label}>
        <Dotted text={value} />
      </CopyText>,
    ] satisfies [string, React.ReactNode];
  return (
    <Section title={t("certificate.facts")}>
      <Facts
        facts={[
          copied(t("certificate.commonName"), certificate.commonName),
          [
            t("certificate.names"),
            certificate.dnsNames.map((name) => (
              <div key={name}>
                <Dotted text={name} />
              </div>
            )),
          ],
          [
            t("certificate.status"),
            <div key="status">
              <StatusBadge of="certificate" status={certificate.status} />
              <RevokedSince at={certificate.revokedAt} reason={certificate.revocationReason} />
            </div>,
          ],
          [t("certificate.kind"), certificate.isPrimary ? `${kind} · ${t("certificate.primary")}` : kind],
          [t("certificate.validFrom"), <Instant key="from" at={certificate.validFrom} />],
          [t("certificate.validTo"), <Instant key="to" at={certificate.validTo} />],
          [t("certificate.serverName"), certificate.serverName],
          [t("certificate.platform"), certificate.serverPlatform?.name ?? null],
          [t("certificate.hash"), hashNames[certificate.signatureHash]],
          [t("certificate.key"), certificate.keyAlgorithm],
          copied(t("certificate.serial"), certificate.serialNumber),
          copied(t("certificate.fingerprint"), certificate.sha256Fingerprint),
          copied(t("certificate.spki"), certificate.spkiSha256),
          [
            t("certificate.request"),
            request && (
              <Anchor component={Link} to={`/requests/${request.id}`} fz="sm">
                {t("certificate.requestedBy", { name: request.requestedBy.name })}
              </Anchor>
            ),
          ],
        ]}
      />
    </Section>
  );
}

function Instant({ at }: { at: string }) {
  return (
    <>
      <DateText at={at} />
      <Text size="xs" c="dimmed">
        {utcText(at)}
      </Text>
    </>
  );
}
