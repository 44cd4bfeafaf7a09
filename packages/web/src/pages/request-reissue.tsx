import { useSuspenseQuery } from "@apollo/client/react";
import { Alert, Anchor, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { NotFound } from "../app/not-found.tsx";
import { graphql } from "../gql/index.ts";
import { ReissueForm } from "../reissues/reissue-form.tsx";
import { ReissueRefusals } from "../words/reissue-refusals.tsx";

const query = graphql(`
  query RequestReissuePage($number: Int!) {
    viewer {
      id
      ...ReissueForm_viewer
    }
    order(number: $number) {
      id
      number
      commonName
      product {
        key
        name
        validationType
      }
      reissueEligibility {
        allowed
        refusals {
          code
          subject
          url
        }
      }
      ...ReissueForm_order
    }
  }
`);

/** `/orders/:number/reissues/new`: the form, or why this order may not be reissued and what to do about it. */
export function RequestReissue() {
  const { t } = useTranslation();
  const { number: written = "" } = useParams();
  // GraphQL's Int ends at 2^31 - 1; no order has such a number.
  const number = /^[1-9]\d{0,8}$/.test(written) ? Number(written) : null;
  if (number === null) {
    return <NotFound title={t("order.notFound", { number: written })} hint={t("order.notFoundHint")} />;
  }
  return <Shown key={number} number={number} />;
}

function Shown({ number }: { number: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useSuspenseQuery(query, { variables: { number }, fetchPolicy: "network-only" });
  const [now] = useState(() => new Date(Date.now()));
  const { order, viewer } = data;
  if (!order) return <NotFound title={t("order.notFound", { number })} hint={t("order.notFoundHint")} />;
  const { allowed, refusals } = order.reissueEligibility;

  return (
    <Stack gap="md">
      <title>{`${t("reissue.title")} · ${t("order.title", { number })} · ${t("app.name")}`}</title>
      <div>
        <Title order={1}>{t("reissue.title")}</Title>
        <Text c="dimmed" style={{ overflowWrap: "anywhere" }}>
          <Anchor component={Link} to={`/orders/${number}`}>
            {t("order.title", { number })}
          </Anchor>
          {` · ${order.commonName} · ${order.product.name}`}
        </Text>
      </div>
      {allowed ? (
        <>
          <Text size="sm" maw="46rem">
            {t(order.product.validationType === "DV" ? "reissue.leadDv" : "reissue.lead")}
          </Text>
          <ReissueForm order={order} viewer={viewer} now={now} onRequested={() => void navigate(`/orders/${number}`)} />
        </>
      ) : (
        <Alert color="yellow" title={t("reissue.notAllowed")}>
          <Stack gap="sm">
            <ReissueRefusals refusals={refusals} />
            <Anchor component={Link} to={`/orders/${number}`} size="sm">
              {t("duplicate.backToOrder")}
            </Anchor>
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}
