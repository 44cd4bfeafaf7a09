import { useApolloClient, useSuspenseQuery } from "@apollo/client/react";
import { Group, Stack, Text, Title } from "@mantine/core";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { NotFound } from "../app/not-found.tsx";
import { graphql } from "../gql/index.ts";
import { CertificateActions } from "../orders/certificate-actions.tsx";
import { OrderCertificates } from "../orders/order-certificates.tsx";
import { OrderContacts } from "../orders/order-contacts.tsx";
import { OrderDetails } from "../orders/order-details.tsx";
import { OrderRequests } from "../orders/order-requests.tsx";
import { OrderValidation } from "../orders/order-validation.tsx";
import { PrimaryCertificate } from "../orders/primary-certificate.tsx";
import { WhyNoDuplicate } from "../orders/why-no-duplicate.tsx";
import type { RevocationTarget } from "../revocations/revocation-target.ts";
import { RevokeDialog } from "../revocations/revoke-dialog.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { usePoll } from "../ui/use-poll.ts";
import { pollPause } from "../words/poll-pause.ts";
import { StatusBadge } from "../words/status-badge.tsx";
import classes from "./order.module.css";

const query = graphql(`
  query Order($number: Int!, $certificates: Int!, $requests: Int!) {
    order(number: $number) {
      id
      number
      status
      commonName
      duplicateRequests(first: $requests) {
        nodes {
          id
          status
        }
      }
      ...CertificateActions_order
      ...WhyNoDuplicate_order
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
  usePoll(
    () => client.query({ query, variables, fetchPolicy: "network-only" }),
    pollPause(order?.duplicateRequests.nodes.map((request) => request.status) ?? []),
  );
  if (!order) return <NotFound title={t("order.notFound", { number })} hint={t("order.notFoundHint")} />;

  return (
    <Stack gap="md">
      <title>{`${t("order.title", { number })} · ${t("app.name")}`}</title>
      <Group justify="space-between" align="start">
        <div>
          <Group gap="sm">
            <Title order={1}>{t("order.title", { number })}</Title>
            <StatusBadge of="order" status={order.status} />
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
      <WhyNoDuplicate order={order} />
      <div className={classes.columns}>
        <Stack gap="md" miw={0}>
          <PrimaryCertificate order={order} />
          <OrderValidation order={order} />
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
