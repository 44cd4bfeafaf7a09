import { Alert, List, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DomainValidationRefusalCode } from "../gql/graphql.ts";
import { Dotted } from "../ui/dotted.tsx";
import { domainValidationRefusalWords } from "./domain-refusal-words.ts";

interface Props {
  domain: string;
  reasons: { code: DomainValidationRefusalCode; subject: string | null }[];
}

/** Why a domain is not validated in the chosen way, and what to do instead. */
export function StartRefused({ domain, reasons }: Props) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" title={t("domain.notThisWay")}>
      <List spacing="xs" size="sm" listStyleType={reasons.length === 1 ? "none" : "disc"}>
        {reasons.map((reason) => {
          const { message, remedy } = domainValidationRefusalWords(t, domain, reason);
          return (
            <List.Item key={`${reason.code} ${reason.subject}`}>
              <Text size="sm" fw={600}>
                <Dotted text={message} />
              </Text>
              <Text size="sm">
                <Dotted text={remedy} />
              </Text>
            </List.Item>
          );
        })}
      </List>
    </Alert>
  );
}
