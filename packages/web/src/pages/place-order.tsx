import { useSuspenseQuery } from "@apollo/client/react";
import { Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { graphql } from "../gql/index.ts";
import { PlacementForm } from "../placements/placement-form.tsx";

const query = graphql(`
  query PlaceOrderPage {
    viewer {
      id
      ...PlacementForm_viewer
    }
    products {
      key
      ...PlacementForm_product
    }
    organizations(first: 100) {
      nodes {
        id
        ...PlacementForm_organization
      }
    }
  }
`);

/** `/orders/new`: the form that places an order. */
export function PlaceOrder() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useSuspenseQuery(query, { fetchPolicy: "network-only" });
  const [now] = useState(() => new Date(Date.now()));
  return (
    <Stack gap="md">
      <title>{`${t("placement.title")} · ${t("app.name")}`}</title>
      <div>
        <Title order={1}>{t("placement.title")}</Title>
        <Text size="sm" maw="46rem">
          {t("placement.lead")}
        </Text>
      </div>
      <PlacementForm
        viewer={data.viewer}
        products={data.products}
        organizations={data.organizations.nodes}
        now={now}
        onPlaced={(number) => void navigate(`/orders/${number}`)}
      />
    </Stack>
  );
}
