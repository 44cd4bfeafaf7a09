import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Code, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { DateText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { More } from "../ui/more.tsx";
import { Records } from "../ui/records.tsx";
import { Section } from "../ui/section.tsx";
import { RevocationDue } from "../words/revocation-due.tsx";
import { RevokedSince } from "../words/revoked-since.tsx";
import { StatusBadge } from "../words/status-badge.tsx";

const fragment = graphql(`
  fragment OrderCertificates_order on Order {
    id
    product {
      key
      duplicatesAllowed
    }
    certificates(first: $certificates) {
      totalCount
      nodes {
        id
        kind
        isPrimary
        status
        revokedAt
        revocationReason
        revocationDueAt
        supersededBy {
          id
          dnsNames
        }
        commonName
        dnsNames
        serialNumber
        validFrom
        validTo
        serverName
        serverPlatform {
          id
          name
        }
      }
    }
  }
`);

interface Props {
  order: FragmentType<typeof fragment>;
  /** How many the page's query asked for. */
  first: number;
  onMore: () => void;
}

/** Every certificate of the order: the original, reissues, duplicates. */
export function OrderCertificates({ order: from, first, onMore }: Props) {
  const { t } = useTranslation();
  const { data } = useSuspenseFragment({ fragment, from, variables: { certificates: first } });
  const { nodes, totalCount } = data.certificates;
  return (
    <Section title={t("order.history")} lead={data.product.duplicatesAllowed ? t("order.historyLead") : undefined}>
      {nodes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("order.noHistory")}
        </Text>
      ) : (
        <Records
          label={t("order.history")}
          rows={nodes}
          rowKey={(row) => row.id}
          columns={[
            {
              head: t("order.kind"),
              cell: (row) => (
                <>
                  <Anchor component={Link} to={`/certificates/${row.id}`} fz="sm" fw={600}>
                    {t(`certificate.kinds.${row.kind}`)}
                  </Anchor>
                  <Text size="xs" c="dimmed" fw={400}>
                    {row.isPrimary ? t("order.isPrimary") : <Dotted text={row.commonName} />}
                  </Text>
                </>
              ),
            },
            {
              head: t("certificate.status"),
              cell: (row) => (
                <>
                  <StatusBadge of="certificate" status={row.status} />
                  <RevokedSince at={row.revokedAt} reason={row.revocationReason} />
                  <RevocationDue certificate={row} />
                </>
              ),
            },
            { head: t("order.serverName"), cell: (row) => row.serverName ?? <Unnamed /> },
            { head: t("order.platform"), cell: (row) => row.serverPlatform?.name ?? "–" },
            {
              head: t("order.validity"),
              cell: (row) => (
                <Group gap={4}>
                  <DateText at={row.validFrom} /> – <DateText at={row.validTo} />
                </Group>
              ),
            },
            { head: t("order.serial"), cell: (row) => <Serial value={row.serialNumber} /> },
          ]}
        />
      )}
      <More hidden={totalCount - nodes.length} onMore={first < 100 ? onMore : null} />
    </Section>
  );
}

function Serial({ value }: { value: string }) {
  return <Code style={{ background: "none", padding: 0, overflowWrap: "anywhere" }}>{value}</Code>;
}

function Unnamed() {
  const { t } = useTranslation();
  return (
    <Text span inherit c="dimmed">
      {t("order.unnamedServer")}
    </Text>
  );
}
