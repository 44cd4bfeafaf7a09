import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Button, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { Dotted } from "../ui/dotted.tsx";

const fragment = graphql(`
  fragment DomainProved_domain on Domain {
    id
    name
    validation {
      status
    }
    challenges {
      id
      state
      request {
        id
        order {
          id
          number
        }
      }
    }
  }
`);

interface Props {
  domain: FragmentType<typeof fragment>;
  /** The order that one came from. */
  order: number | null;
}

/** Says that the domain is proved, as soon as it is, and leads back to the order that waits for it. */
export function DomainProved({ domain: from, order }: Props) {
  const { t } = useTranslation();
  const { data: domain } = useSuspenseFragment({ fragment, from });
  const [watched, setWatched] = useState(false);
  const isOpen = domain.challenges.some(({ state }) => state === "OPEN");
  useEffect(() => {
    if (isOpen) setWatched(true);
  }, [isOpen]);
  // A DV order's challenge counts for that order alone, and that order waits for nothing else here.
  const own = domain.challenges.find(({ request }) => order !== null && request?.order.number === order);
  const proved = own ? own.state === "PROVED" : domain.validation.status === "VALIDATED" && !isOpen;
  return (
    <div aria-live="polite">
      {proved && (watched || order !== null) && (
        <Alert
          mt="md"
          color="teal"
          icon={<IconCircleCheck aria-hidden />}
          title={<Dotted text={t("domain.proved", { name: domain.name })} />}
        >
          <Text size="sm">{t(order === null ? "domain.provedHint" : "domain.provedForOrder", { number: order })}</Text>
          {order !== null && (
            <Button component={Link} to={`/orders/${order}`} mt="sm">
              {t("app.backToOrder", { number: order })}
            </Button>
          )}
        </Alert>
      )}
    </div>
  );
}
