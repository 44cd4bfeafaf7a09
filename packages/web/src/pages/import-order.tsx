import { useSuspenseQuery } from "@apollo/client/react";
import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { graphql } from "../gql/index.ts";
import { ImportForm } from "../imports/import-form.tsx";

const query = graphql(`
  query ImportOrderPage {
    viewer {
      id
      ...ImportForm_viewer
    }
  }
`);

/** `/orders/import`: takes over a certificate that another CA issued. */
export function ImportOrder() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useSuspenseQuery(query);
  return (
    <Stack gap="md">
      <title>{`${t("importing.title")} · ${t("app.name")}`}</title>
      <div>
        <Title order={1}>{t("importing.title")}</Title>
        <Text size="sm" maw="46rem">
          {t("importing.lead")}
        </Text>
      </div>
      <ImportForm viewer={data.viewer} onImported={(number) => void navigate(`/orders/${number}`)} />
    </Stack>
  );
}
