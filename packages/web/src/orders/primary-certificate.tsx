import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { CopyText } from "../ui/copy-text.tsx";
import { DateText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { Facts } from "../ui/facts.tsx";
import { Section } from "../ui/section.tsx";
import { hashNames } from "../words/hash-names.ts";
import { RevokedSince } from "../words/revoked-since.tsx";
import { StatusBadge } from "../words/status-badge.tsx";

const fragment = graphql(`
  fragment PrimaryCertificate_order on Order {
    id
    certificate {
      id
      status
      revokedAt
      revocationReason
      kind
      commonName
      dnsNames
      serialNumber
      validFrom
      validTo
      signatureHash
      keyAlgorithm
    }
  }
`);

/** The certificate that is duplicated: the original or its latest reissue. */
export function PrimaryCertificate({ order: from }: { order: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data } = useSuspenseFragment({ fragment, from });
  const certificate = data.certificate;
  if (!certificate) {
    return (
      <Section title={t("order.primary")}>
        <Text size="sm" c="dimmed">
          {t("order.noPrimary")}
        </Text>
      </Section>
    );
  }
  return (
    <Section title={t("order.primary")} aside={<StatusBadge of="certificate" status={certificate.status} />}>
      <Facts
        facts={[
          [
            t("certificate.commonName"),
            <Anchor key="cn" component={Link} to={`/certificates/${certificate.id}`} fz="sm" fw={600}>
              <Dotted text={certificate.commonName} />
            </Anchor>,
          ],
          [
            t("certificate.names"),
            certificate.dnsNames.map((name) => (
              <div key={name}>
                <Dotted text={name} />
              </div>
            )),
          ],
          [
            t("revocation.revokedAt"),
            certificate.revokedAt && (
              <RevokedSince key="status" at={certificate.revokedAt} reason={certificate.revocationReason} />
            ),
          ],
          [t("certificate.kind"), t(`certificate.kinds.${certificate.kind}`)],
          [
            t("order.validity"),
            <span key="validity">
              <DateText at={certificate.validFrom} /> – <DateText at={certificate.validTo} />
            </span>,
          ],
          [t("certificate.hash"), hashNames[certificate.signatureHash]],
          [t("certificate.key"), certificate.keyAlgorithm],
          [
            t("certificate.serial"),
            <CopyText key="serial" value={certificate.serialNumber} of={t("certificate.serial")} />,
          ],
        ]}
      />
    </Section>
  );
}
