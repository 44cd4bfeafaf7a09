import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Button, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { RefusalList } from "../words/refusal-list.tsx";

const fragment = graphql(`
  fragment WhyNoDuplicate_order on Order {
    id
    number
    product {
      key
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
  }
`);

/** The box that the unavailable menu item leads to. */
export const whyNoDuplicateId = "why-no-duplicate";

/** Everything that stands against a duplicate of this order, each with what to do about it; nothing when nothing does. */
export function WhyNoDuplicate({ order: from }: { order: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: order } = useSuspenseFragment({ fragment, from });
  if (order.duplicateEligibility.allowed) return null;
  return (
    <Alert
      id={whyNoDuplicateId}
      tabIndex={-1}
      role="region"
      color={order.product.duplicatesAllowed ? "yellow" : "gray"}
      icon={<IconInfoCircle aria-hidden />}
      title={t("order.whyNot")}
    >
      {order.product.duplicatesAllowed && (
        <Text size="sm" mb="xs">
          {t("order.whyNotLead")}
        </Text>
      )}
      <RefusalList refusals={order.duplicateEligibility.refusals} />
      {!order.product.duplicatesAllowed && order.reissueEligibility.allowed && (
        <Button component={Link} to={`/orders/${order.number}/reissues/new`} size="xs" mt="sm">
          {t("reissue.instead")}
        </Button>
      )}
    </Alert>
  );
}
