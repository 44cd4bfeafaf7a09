import { useApolloClient, useSuspenseQuery } from "@apollo/client/react";
import { Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { NotFound } from "../app/not-found.tsx";
import { graphql } from "../gql/index.ts";
import { RequestActions } from "../requests/request-actions.tsx";
import { RequestCsr } from "../requests/request-csr.tsx";
import { RequestDecisions } from "../requests/request-decisions.tsx";
import { RequestDetails } from "../requests/request-details.tsx";
import { RequestOutcome } from "../requests/request-outcome.tsx";
import { Section } from "../ui/section.tsx";
import { usePoll } from "../ui/use-poll.ts";
import { pollPause } from "../words/poll-pause.ts";
import { StatusBadge } from "../words/status-badge.tsx";
import classes from "./request.module.css";

const query = graphql(`
  query RequestPage($id: ID!) {
    viewer {
      id
      mayApprove
      ...RequestActions_viewer
    }
    certificateRequest(id: $id) {
      id
      status
      ... on DuplicateRequest {
        commonName
        serverName
      }
      ...RequestOutcome_request
      ...RequestActions_request
      ...RequestDetails_request
      ...RequestDecisions_request
      ...RequestCsr_request
    }
  }
`);

/** `/requests/:id`: one request, who decided what, and what became of it; it follows along until it is issued. */
export function Request() {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const client = useApolloClient();
  const variables = { id };
  const { data } = useSuspenseQuery(query, { variables, fetchPolicy: "cache-and-network" });
  const { certificateRequest: request, viewer } = data;
  usePoll(
    () => client.query({ query, variables, fetchPolicy: "network-only" }),
    request ? pollPause([request.status]) : null,
  );
  if (!request) return <NotFound title={t("request.notFound")} hint={t("request.notFoundHint")} />;

  return (
    <Stack gap="md">
      <title>{`${t("request.title")} · ${request.commonName} · ${t("app.name")}`}</title>
      <Group justify="space-between" align="start">
        <div>
          <Group gap="sm">
            <Title order={1}>{t("request.title")}</Title>
            <StatusBadge of="request" status={request.status} />
          </Group>
          <Text c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {[request.commonName, request.serverName].filter(Boolean).join(" · ")}
          </Text>
        </div>
        <RequestActions request={request} viewer={viewer} />
      </Group>
      <div aria-live="polite">
        <RequestOutcome request={request} viewerMayApprove={viewer.mayApprove} />
      </div>
      <div className={classes.columns}>
        <Section title={t("request.details")}>
          <RequestDetails request={request} />
        </Section>
        <Section title={t("request.decisions")}>
          <RequestDecisions request={request} />
        </Section>
      </div>
      <Section title={t("request.csr")}>
        <RequestCsr request={request} />
      </Section>
    </Stack>
  );
}
