import { useApolloClient, useSuspenseQuery } from "@apollo/client/react";
import { Stack, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { NotFound } from "../app/not-found.tsx";
import { useOrderOnTheWay, WayBack } from "../app/way-back.tsx";
import { ChallengeHistory } from "../domains/challenge-history.tsx";
import { challengePause } from "../domains/challenge-pause.ts";
import { DomainDependents } from "../domains/domain-dependents.tsx";
import { DomainProofs } from "../domains/domain-proofs.tsx";
import { DomainProved } from "../domains/domain-proved.tsx";
import { DomainState } from "../domains/domain-state.tsx";
import { ProveDomain } from "../domains/prove-domain.tsx";
import { graphql } from "../gql/index.ts";
import { Dotted } from "../ui/dotted.tsx";
import { Section } from "../ui/section.tsx";
import { usePoll } from "../ui/use-poll.ts";

const query = graphql(`
  query Domain($id: ID!, $order: Int!, $fromOrder: Boolean!) {
    domain(id: $id) {
      id
      name
      challenges {
        id
        state
        checking
        nextCheckAt
      }
      ...DomainProved_domain
      ...DomainState_domain
      ...ProveDomain_domain
      ...DomainDependents_domain
      ...DomainProofs_domain
      ...ChallengeHistory_domain
    }
    order(number: $order) @include(if: $fromOrder) {
      id
      domains {
        id
        name
        domain {
          id
        }
      }
    }
    demoZone {
      url
      mailboxUrl
    }
  }
`);

/** `/domains/:id`: whether control of a domain is proved, what to do to prove it, and how that goes; it follows along by itself. */
export function Domain() {
  const { id = "" } = useParams();
  return <Shown key={id} id={id} />;
}

function Shown({ id }: { id: string }) {
  const { t } = useTranslation();
  const client = useApolloClient();
  const from = useOrderOnTheWay();
  const variables = { id, order: from ?? 0, fromOrder: from !== null };
  const { data } = useSuspenseQuery(query, { variables, fetchPolicy: "cache-and-network" });
  const { domain, order, demoZone } = data;
  usePoll(
    () => client.query({ query, variables, fetchPolicy: "network-only" }),
    challengePause(domain?.challenges.filter(({ state }) => state === "OPEN") ?? [], Date.now()),
  );
  if (!domain) return <NotFound title={t("proofs.domainNotFound")} hint={t("proofs.notFoundHint")} />;
  const title = t("proofs.domain", { name: domain.name });
  const names = order?.domains.filter((one) => one.domain.id === id).map(({ name }) => name) ?? [];
  return (
    <Stack gap="md">
      <title>{`${title} · ${t("app.name")}`}</title>
      <div>
        <Title order={1}>
          <Dotted text={title} />
        </Title>
        <WayBack to="domains" />
        <DomainProved domain={domain} order={from} />
      </div>
      <Section title={t("proofs.state")} lead={t("proofs.stateHint")}>
        <DomainState domain={domain} />
      </Section>
      <ProveDomain domain={domain} names={names} demo={demoZone ?? null} />
      <DomainDependents domain={domain} />
      <DomainProofs domain={domain} />
      <ChallengeHistory domain={domain} />
    </Stack>
  );
}
