import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";
import { StatusBadge } from "../words/status-badge.tsx";
import { ChangeMethod } from "./change-method.tsx";
import { RequestActions } from "./request-actions.tsx";
import { RequestOutcome } from "./request-outcome.tsx";
import { WaitsFor } from "./waits-for.tsx";

const requestFragment = graphql(`
  fragment WaitingRequest_request on CertificateRequest {
    id
    status
    ...RequestOutcome_request
    ...WaitsFor_request
    ...ChangeMethod_request
    ...RequestActions_request
  }
`);

const viewerFragment = graphql(`
  fragment WaitingRequest_viewer on Viewer {
    id
    mayApprove
    ...RequestActions_viewer
  }
`);

interface Props {
  request: FragmentType<typeof requestFragment>;
  viewer: FragmentType<typeof viewerFragment>;
}

/** On the page of an order: the request it waits for, what is missing, and what can be done about it; nothing once it is issued. */
export function WaitingRequest({ request: fromRequest, viewer: fromViewer }: Props) {
  const { t } = useTranslation();
  const { data: request } = useSuspenseFragment({
    fragment: requestFragment,
    fragmentName: "WaitingRequest_request",
    from: fromRequest,
  });
  const { data: viewer } = useSuspenseFragment({
    fragment: viewerFragment,
    fragmentName: "WaitingRequest_viewer",
    from: fromViewer,
  });
  if (request.status === "ISSUED") return null;
  return (
    <Section
      title={t(`request.titles.${request.__typename}`)}
      aside={<StatusBadge of="request" status={request.status} />}
    >
      <Stack gap="sm">
        <RequestOutcome request={request} viewerMayApprove={viewer.mayApprove} />
        <WaitsFor request={request} />
        <Group justify="space-between" gap="sm">
          <Group gap="xs">
            <RequestActions request={request} viewer={viewer} />
            <ChangeMethod request={request} />
          </Group>
          <Anchor component={Link} to={`/requests/${request.id}`} size="sm">
            {t("waiting.openRequest")}
          </Anchor>
        </Group>
      </Stack>
    </Section>
  );
}
