import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Button, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";
import { BuiltInCaDialog } from "./built-in-ca-dialog.tsx";

const orderFragment = graphql(`
  fragment BuiltInCa_order on Order {
    id
    number
    status
    organization {
      id
      legalName
    }
    product {
      key
      validationType
    }
    builtInCaAllowed
  }
`);

const viewerFragment = graphql(`
  fragment BuiltInCa_viewer on Viewer {
    id
    role
  }
`);

interface Props {
  order: FragmentType<typeof orderFragment>;
  viewer: FragmentType<typeof viewerFragment>;
}

/** On an imported order: whether the built-in CA may issue on it, which an administrator says and takes back. */
export function BuiltInCa({ order: fromOrder, viewer: fromViewer }: Props) {
  const { t } = useTranslation();
  const { data: order } = useSuspenseFragment({ fragment: orderFragment, from: fromOrder });
  const { data: viewer } = useSuspenseFragment({ fragment: viewerFragment, from: fromViewer });
  const [asking, setAsking] = useState(false);
  if (order.status !== "ISSUED" && order.status !== "REISSUE_PENDING") return null;
  const isDv = order.product.validationType === "DV";
  const allowed = order.builtInCaAllowed;
  const organization = order.organization?.legalName ?? "";
  return (
    <Section title={t("importing.builtIn.title")}>
      <Stack gap="sm">
        <Text size="sm">
          {!allowed
            ? t(isDv ? "importing.builtIn.notAllowedDv" : "importing.builtIn.notAllowed")
            : isDv
              ? t("importing.builtIn.allowedDv")
              : t("importing.builtIn.allowed", { organization })}
        </Text>
        {viewer.role === "ADMINISTRATOR" ? (
          <div>
            <Button variant={allowed ? "default" : "filled"} onClick={() => setAsking(true)}>
              {t(
                allowed ? "importing.builtIn.disallow" : isDv ? "importing.builtIn.allowDv" : "importing.builtIn.allow",
              )}
            </Button>
          </div>
        ) : (
          !allowed && (
            <Text size="sm" c="dimmed">
              {t("importing.builtIn.askAdministrator")}
            </Text>
          )
        )}
      </Stack>
      {asking && (
        <BuiltInCaDialog
          orderNumber={order.number}
          organizationId={order.organization?.id ?? null}
          isDv={isDv}
          allowed={allowed}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
