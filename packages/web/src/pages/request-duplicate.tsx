import { useSuspenseQuery } from "@apollo/client/react";
import { Alert, Anchor, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { NotFound } from "../app/not-found.tsx";
import { DuplicateForm } from "../duplicates/duplicate-form.tsx";
import { graphql } from "../gql/index.ts";
import { RefusalList } from "../words/refusal-list.tsx";

const query = graphql(`
  query RequestDuplicatePage($number: Int!) {
    viewer {
      id
      ...DuplicateForm_viewer
    }
    order(number: $number) {
      id
      number
      commonName
      product {
        key
        name
        duplicatesAllowed
      }
      duplicateEligibility {
        allowed
        refusals {
          code
          subject
          url
        }
      }
      reissueEligibility {
        allowed
      }
      ...DuplicateForm_order
    }
  }
`);

/** `/orders/:number/duplicates/new`: the form, or why this order may not have a duplicate and what to do about it. */
export function RequestDuplicate() {
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
  // Validations lapse: what the cache remembers of them does not count here.
  const { data } = useSuspenseQuery(query, { variables: { number }, fetchPolicy: "network-only" });
  const [now] = useState(() => new Date(Date.now()));
  const { order, viewer } = data;
  if (!order) return <NotFound title={t("order.notFound", { number })} hint={t("order.notFoundHint")} />;
  const { allowed, refusals } = order.duplicateEligibility;
  // A validation is completed and done; an order that is over, or of another kind, stays so.
  const mendable = refusals.every(({ code }) => /_VALIDATION_/.test(code));

  return (
    <Stack gap="md">
      <title>{`${t("duplicate.title")} · ${t("order.title", { number })} · ${t("app.name")}`}</title>
      <div>
        <Title order={1}>{t("duplicate.title")}</Title>
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
            {t("duplicate.lead")}
          </Text>
          <DuplicateForm
            order={order}
            viewer={viewer}
            now={now}
            onRequested={(id) => void navigate(`/requests/${id}`)}
          />
        </>
      ) : (
        <Alert color="yellow" title={t(mendable ? "duplicate.notAllowed" : "duplicate.notAllowedEver")}>
          <Stack gap="sm">
            <RefusalList refusals={refusals} />
            {mendable && order.product.duplicatesAllowed && <Text size="sm">{t("duplicate.notAllowedNext")}</Text>}
            <Group gap="md">
              {!order.product.duplicatesAllowed && order.reissueEligibility.allowed && (
                <Button component={Link} to={`/orders/${number}/reissues/new`} size="xs">
                  {t("reissue.instead")}
                </Button>
              )}
              <Anchor component={Link} to={`/orders/${number}`} size="sm">
                {t("duplicate.backToOrder")}
              </Anchor>
            </Group>
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}
