import { useApolloClient, useSuspenseQuery } from "@apollo/client/react";
import { Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { NotFound } from "../app/not-found.tsx";
import type { RequestStatus } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { PfxSection } from "../keys/pfx-section.tsx";
import { RequestActions } from "../requests/request-actions.tsx";
import { RequestContent } from "../requests/request-content.tsx";
import { RequestCsr } from "../requests/request-csr.tsx";
import { RequestDecisions } from "../requests/request-decisions.tsx";
import { RequestDetails } from "../requests/request-details.tsx";
import { RequestOutcome } from "../requests/request-outcome.tsx";
import { RevocationDetails } from "../requests/revocation-details.tsx";
import { WaitsFor } from "../requests/waits-for.tsx";
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
      certificate {
        id
        commonName
        serverName
        ...PfxSection_certificate
      }
      order {
        id
        commonName
      }
      ... on IssuingRequest {
        commonName
        serverName
      }
      ...RequestOutcome_request
      ...WaitsFor_request
      ...RequestActions_request
      ...RequestDetails_request
      ...RevocationDetails_request
      ...RequestDecisions_request
      ...RequestContent_request
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
    request ? pollPause([statusToFollow(request)]) : null,
  );
  if (!request) return <NotFound title={t("request.notFound")} hint={t("request.notFoundHint")} />;

  const revokes = request.__typename === "RevocationRequest";
  const title = t(`request.titles.${request.__typename}`);
  const { commonName, serverName } = revokes
    ? (request.certificate ?? { ...request.order, serverName: null })
    : request;

  return (
    <Stack gap="md">
      <title>{`${title} · ${commonName} · ${t("app.name")}`}</title>
      <Group justify="space-between" align="start">
        <div>
          <Group gap="sm">
            <Title order={1}>{title}</Title>
            <StatusBadge of={revokes ? "revocation" : "request"} status={request.status} />
          </Group>
          <Text c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {[commonName, serverName].filter(Boolean).join(" · ")}
          </Text>
        </div>
        <RequestActions request={request} viewer={viewer} />
      </Group>
      <div aria-live="polite">
        <RequestOutcome request={request} viewerMayApprove={viewer.mayApprove} />
      </div>
      <WaitsFor request={request} />
      {!revokes && request.certificate && <PfxSection certificate={request.certificate} onlyWithKey />}
      <div className={classes.columns}>
        <Section title={t("request.details")}>
          {revokes ? <RevocationDetails request={request} /> : <RequestDetails request={request} />}
        </Section>
        <Section title={t("request.decisions")}>
          <RequestDecisions request={request} />
        </Section>
      </div>
      {!revokes && (
        <>
          <RequestContent request={request} />
          <Section title={t("request.csr")}>
            <RequestCsr request={request} />
          </Section>
        </>
      )}
    </Stack>
  );
}

// A revocation that was approved is carried out already: there is nothing more to wait for.
function statusToFollow({ __typename, status }: { __typename: string; status: RequestStatus }): RequestStatus {
  return __typename === "RevocationRequest" && status === "APPROVED" ? "ISSUED" : status;
}
