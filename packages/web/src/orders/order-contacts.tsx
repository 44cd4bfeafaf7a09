import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";

const fragment = graphql(`
  fragment OrderContacts_order on Order {
    id
    product {
      key
      duplicatesAllowed
    }
    contacts {
      name
      email
      kind
    }
  }
`);

/** Who is told about the order. */
export function OrderContacts({ order: from }: { order: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: order } = useSuspenseFragment({ fragment, from });
  return (
    <Section title={t("order.contacts")} lead={order.product.duplicatesAllowed ? t("order.contactHint") : undefined}>
      {order.contacts.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("order.noContacts")}
        </Text>
      )}
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {order.contacts.map(({ name, email, kind }) => (
          <li key={`${kind} ${email}`}>
            <Text size="sm">
              {name}{" "}
              <Text span size="xs" c="dimmed">
                · {t(`order.contact${kind}`)}
              </Text>
            </Text>
            <Anchor href={`mailto:${email}`} fz="sm" style={{ overflowWrap: "anywhere" }}>
              {email}
            </Anchor>
          </li>
        ))}
      </Stack>
    </Section>
  );
}
