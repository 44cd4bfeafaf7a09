import { useApolloClient, useSuspenseQuery } from "@apollo/client/react";
import { Group, Stack, Text, Title } from "@mantine/core";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { NotFound } from "../app/not-found.tsx";
import type { OrderStatus, RequestStatus } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { BuiltInCa } from "../imports/built-in-ca.tsx";
import { CertificateActions } from "../orders/certificate-actions.tsx";
import { OrderCertificates } from "../orders/order-certificates.tsx";
import { OrderContacts } from "../orders/order-contacts.tsx";
import { OrderDetails } from "../orders/order-details.tsx";
import { OrderRequests } from "../orders/order-requests.tsx";
import { OrderValidation } from "../orders/order-validation.tsx";
import { PrimaryCertificate } from "../orders/primary-certificate.tsx";
import { WhyNoDuplicate } from "../orders/why-no-duplicate.tsx";
import { WaitingRequest } from "../requests/waiting-request.tsx";
import type { RevocationTarget } from "../revocations/revocation-target.ts";
import { RevokeDialog } from "../revocations/revoke-dialog.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { usePoll } from "../ui/use-poll.ts";
import { pollPause } from "../words/poll-pause.ts";
import { StatusBadge } from "../words/status-badge.tsx";
import classes from "./order.module.css";

const query = graphql(`
  query Order($number: Int!, $certificates: Int!, $requests: Int!) {
    viewer {
      id
      ...WaitingRequest_viewer
      ...BuiltInCa_viewer
    }
    order(number: $number) {
      id
      number
      status
      commonName
      product {
        key
        validationType
      }
      certificate {
        id
      }
      imported
      request {
        id
        status
        ...WaitingRequest_request
      }
      duplicateRequests(first: $requests) {
        nodes {
          id
          status
        }
      }
      ...CertificateActions_order
      ...WhyNoDuplicate_order
      ...BuiltInCa_order
      ...PrimaryCertificate_order
      ...OrderDetails_order
      ...OrderValidation_order
      ...OrderContacts_order
      ...OrderCertificates_order
      ...OrderRequests_order
    }
  }
`);

/** `/orders/:number`: one order, its state, what belongs to it, and what can be done with its certificate. */
export function Order() {
  const { t } = useTranslation();
  const { number: written = "" } = useParams();
  // GraphQL's Int ends at 2^31 - 1; no order has such a number.
  const number = /^[1-9]\d{0,8}$/.test(written) ? Number(written) : null;
  if (number === null) {
    return <NotFound title={t("order.notFound", { number: written })} hint={t("order.notFoundHint")} />;
  }
  return <Shown key={number} number={number} />;
}

const few = 20;
const most = 100;

function Shown({ number }: { number: number }) {
  const { t } = useTranslation();
  const client = useApolloClient();
  const [wanted, setWanted] = useState({ certificates: few, requests: few });
  const first = useDeferredValue(wanted);
  const [revoking, setRevoking] = useState<RevocationTarget | null>(null);
  const variables = { number, ...first };
  const { data } = useSuspenseQuery(query, { variables, fetchPolicy: "cache-and-network" });
  const order = data.order;
  usePoll(() => client.query({ query, variables, fetchPolicy: "network-only" }), order && pauseOf(order));
  if (!order) return <NotFound title={t("order.notFound", { number })} hint={t("order.notFoundHint")} />;

  // What a new order waits for says its request, and, on DV, what is proved for it.
  const isUnderWay = order.certificate === null && order.request !== null;
  const showsValidation = !isUnderWay || order.product.validationType !== "DV";

  return (
    <Stack gap="md">
      <title>{`${t("order.title", { number })} · ${t("app.name")}`}</title>
      <Group justify="space-between" align="start">
        <div>
          <Group gap="sm">
            <Title order={1}>{t("order.title", { number })}</Title>
            <div aria-live="polite">
              <StatusBadge of="order" status={order.status} />
            </div>
          </Group>
          <Text c="dimmed">
            <Dotted text={order.commonName} />
          </Text>
        </div>
        <CertificateActions
          order={order}
          onRevoke={(certificateId) => setRevoking(certificateId ? { certificateId } : { orderNumber: number })}
        />
      </Group>
      {revoking && <RevokeDialog target={revoking} onClose={() => setRevoking(null)} />}
      {order.request && order.status !== "REVOKED" && <WaitingRequest request={order.request} viewer={data.viewer} />}
      {!isUnderWay && <WhyNoDuplicate order={order} />}
      {order.imported && <BuiltInCa order={order} viewer={data.viewer} />}
      <div className={classes.columns}>
        <Stack gap="md" miw={0}>
          <PrimaryCertificate order={order} />
          {showsValidation && <OrderValidation order={order} />}
        </Stack>
        <Stack gap="md" miw={0}>
          <OrderDetails order={order} />
          <OrderContacts order={order} />
        </Stack>
      </div>
      <OrderRequests order={order} first={first.requests} onMore={() => setWanted({ ...wanted, requests: most })} />
      <OrderCertificates
        order={order}
        first={first.certificates}
        onMore={() => setWanted({ ...wanted, certificates: most })}
      />
    </Stack>
  );
}

interface Followed {
  status: OrderStatus;
  duplicateRequests: { nodes: { status: RequestStatus }[] };
}

/** How long until the page asks again: sooner while the certificate may come any moment. */
function pauseOf({ status, duplicateRequests }: Followed): number | null {
  const pauses = [pollPause(duplicateRequests.nodes.map((request) => request.status)), orderPause[status] ?? null];
  const shortest = Math.min(...pauses.map((pause) => pause ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(shortest) ? shortest : null;
}

const orderPause: Partial<Record<OrderStatus, number>> = {
  PROCESSING: 2_000,
  PENDING: 4_000,
  REISSUE_PENDING: 4_000,
  NEEDS_APPROVAL: 15_000,
};
