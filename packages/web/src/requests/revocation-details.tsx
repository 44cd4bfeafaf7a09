import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { CopyText } from "../ui/copy-text.tsx";
import { TimeText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { Facts } from "../ui/facts.tsx";

const fragment = graphql(`
  fragment RevocationDetails_request on RevocationRequest {
    id
    reason
    wholeOrder
    comments
    requestedAt
    requestedBy {
      id
      name
      email
    }
    certificate {
      id
      kind
      commonName
      serverName
      serialNumber
    }
    order {
      id
      number
      product {
        key
        name
      }
    }
  }
`);

/** What is to be revoked, why, and who asks. */
export function RevocationDetails({ request: from }: { request: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: request } = useSuspenseFragment({ fragment, from });
  const { certificate, reason } = request;
  return (
    <Facts
      facts={[
        [
          t("request.order"),
          <Anchor key="order" component={Link} to={`/orders/${request.order.number}`} inherit>
            {t("order.title", { number: request.order.number })}
          </Anchor>,
        ],
        [t("request.product"), request.order.product.name],
        [
          t("revocation.what"),
          certificate ? (
            <Anchor key="what" component={Link} to={`/certificates/${certificate.id}`} inherit>
              {t(`certificate.kinds.${certificate.kind}`)} · <Dotted text={certificate.commonName} />
            </Anchor>
          ) : (
            t("revocation.wholeOrder")
          ),
        ],
        [t("certificate.serverName"), certificate?.serverName ?? null],
        [
          t("certificate.serial"),
          certificate && (
            <CopyText key="serial" value={certificate.serialNumber} of={t("certificate.serial")}>
              {certificate.serialNumber}
            </CopyText>
          ),
        ],
        [
          t("revocation.reason"),
          <div key="reason">
            {t(`revocation.reasons.${reason}.name`)}
            <Text size="xs" c="dimmed">
              {t(`revocation.reasons.${reason}.meaning`)}
            </Text>
          </div>,
        ],
        [t("request.requester"), `${request.requestedBy.name} (${request.requestedBy.email})`],
        [t("request.requestedAt"), <TimeText key="at" at={request.requestedAt} />],
        [
          t("request.comments"),
          request.comments && (
            <Text key="said" inherit style={{ whiteSpace: "pre-wrap" }}>
              {request.comments}
            </Text>
          ),
        ],
      ]}
    />
  );
}
