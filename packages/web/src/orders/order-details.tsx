import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { DateText } from "../ui/date-text.tsx";
import { Facts } from "../ui/facts.tsx";
import { Section } from "../ui/section.tsx";
import { StatusBadge } from "../words/status-badge.tsx";

const fragment = graphql(`
  fragment OrderDetails_order on Order {
    id
    number
    status
    createdAt
    orderValidTo
    product {
      key
      name
    }
    organization {
      id
      legalName
    }
    defaultPlatform {
      id
      name
    }
  }
`);

/** What was ordered. */
export function OrderDetails({ order: from }: { order: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: order } = useSuspenseFragment({ fragment, from });
  return (
    <Section title={t("order.details")}>
      <Facts
        facts={[
          [t("order.number"), order.number],
          [t("order.status"), <StatusBadge key="status" of="order" status={order.status} />],
          [t("order.product"), order.product.name],
          [t("order.orderDate"), <DateText key="from" at={order.createdAt} />],
          [t("order.orderEnd"), <DateText key="to" at={order.orderValidTo} />],
          [
            t("order.organization"),
            order.organization && (
              <Anchor component={Link} to={`/organizations/${order.organization.id}?order=${order.number}`} fz="sm">
                {order.organization.legalName}
              </Anchor>
            ),
          ],
          [t("order.platform"), order.defaultPlatform.name],
        ]}
      />
    </Section>
  );
}
