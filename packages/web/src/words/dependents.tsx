import { Anchor, Group, List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { OrderStatus } from "../gql/graphql.ts";
import { Dotted } from "../ui/dotted.tsx";
import { Section } from "../ui/section.tsx";
import { StatusBadge } from "./status-badge.tsx";

interface Props {
  lead: string;
  orders: {
    totalCount: number;
    nodes: { id: string; number: number; commonName: string; status: OrderStatus }[];
  };
  requests: { id: string; order: { number: number; commonName: string } }[];
}

/** What relies on a validation: nothing on it can be issued while there is none. */
export function Dependents({ lead, orders, requests }: Props) {
  const { t } = useTranslation();
  return (
    <Section title={t("lapse.dependents")} lead={lead}>
      <Stack gap="sm">
        {orders.nodes.length === 0 && requests.length === 0 && <Text size="sm">{t("lapse.noDependents")}</Text>}
        {orders.nodes.length > 0 && (
          <List size="sm" spacing={6} listStyleType="none">
            {orders.nodes.map((order) => (
              <List.Item key={order.id}>
                <Group gap="xs" wrap="nowrap">
                  <Anchor component={Link} to={`/orders/${order.number}`} inherit style={{ whiteSpace: "nowrap" }}>
                    {t("order.title", { number: order.number })}
                  </Anchor>
                  <StatusBadge of="order" status={order.status} />
                </Group>
                <Text size="xs" c="dimmed">
                  <Dotted text={order.commonName} />
                </Text>
              </List.Item>
            ))}
          </List>
        )}
        {orders.totalCount > orders.nodes.length && (
          <Text size="sm" c="dimmed">
            {t("order.more", { count: orders.totalCount - orders.nodes.length })}
          </Text>
        )}
        {requests.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              {t("lapse.waiting", { count: requests.length })}
            </Text>
            <List size="sm" spacing={4} listStyleType="none">
              {requests.map((request) => (
                <List.Item key={request.id}>
                  <Anchor component={Link} to={`/requests/${request.id}`} inherit>
                    {t("lapse.request", { number: request.order.number, name: request.order.commonName })}
                  </Anchor>
                </List.Item>
              ))}
            </List>
          </div>
        )}
      </Stack>
    </Section>
  );
}
