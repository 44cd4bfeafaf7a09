import { useSuspenseQuery } from "@apollo/client/react";
import { Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { NotFound } from "../app/not-found.tsx";
import { WayBack } from "../app/way-back.tsx";
import { DomainProofs } from "../domains/domain-proofs.tsx";
import { graphql } from "../gql/index.ts";
import { Dotted } from "../ui/dotted.tsx";
import { Section } from "../ui/section.tsx";
import { ValidationText } from "../words/validation-text.tsx";

const query = graphql(`
  query Domain($id: ID!) {
    domain(id: $id) {
      id
      name
      validation {
        status
        validUntil
      }
      ...DomainProofs_domain
    }
  }
`);

/** `/domains/:id`: whether control of a domain is proven, and by what. */
export function Domain() {
  const { id = "" } = useParams();
  return <Shown key={id} id={id} />;
}

function Shown({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(query, { variables: { id }, fetchPolicy: "cache-and-network" });
  const domain = data.domain;
  if (!domain) return <NotFound title={t("proofs.domainNotFound")} hint={t("proofs.notFoundHint")} />;
  const title = t("proofs.domain", { name: domain.name });
  return (
    <Stack gap="md">
      <title>{`${title} · ${t("app.name")}`}</title>
      <div>
        <Title order={1}>
          <Dotted text={title} />
        </Title>
        <WayBack />
      </div>
      <Section title={t("proofs.state")} lead={t("proofs.stateHint")}>
        <ValidationText validation={domain.validation} />
        {domain.validation.status !== "VALIDATED" && <Text mt="xs">{t("proofs.whoCompletes")}</Text>}
      </Section>
      <DomainProofs domain={domain} />
    </Stack>
  );
}
