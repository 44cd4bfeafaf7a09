import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Anchor, Drawer, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { RequestActions } from "./request-actions.tsx";
import { RequestDetails } from "./request-details.tsx";
import { RequestOutcome } from "./request-outcome.tsx";
import { RevocationDetails } from "./revocation-details.tsx";
import { WaitsFor } from "./waits-for.tsx";

const requestFragment = graphql(`
  fragment RequestPane_request on CertificateRequest {
    id
    ...RequestOutcome_request
    ...WaitsFor_request
    ...RequestActions_request
    ...RequestDetails_request
    ...RevocationDetails_request
  }
`);

const viewerFragment = graphql(`
  fragment RequestPane_viewer on Viewer {
    id
    mayApprove
    ...RequestActions_viewer
  }
`);

interface Props {
  request: FragmentType<typeof requestFragment> | null;
  viewer: FragmentType<typeof viewerFragment>;
  onClose: () => void;
}

/** A request in a pane beside the list, to decide on without leaving it. */
export function RequestPane({ request: fromRequest, viewer: fromViewer, onClose }: Props) {
  const { t } = useTranslation();
  const { data: request } = useSuspenseFragment({
    fragment: requestFragment,
    fragmentName: "RequestPane_request",
    from: fromRequest,
  });
  const { data: viewer } = useSuspenseFragment({
    fragment: viewerFragment,
    fragmentName: "RequestPane_viewer",
    from: fromViewer,
  });
  return (
    <Drawer
      opened={request !== null}
      onClose={onClose}
      position="right"
      size="md"
      title={t(`request.titles.${request?.__typename ?? "DuplicateRequest"}`)}
      closeButtonProps={{ "aria-label": t("request.dialog.close") }}
    >
      {request && (
        <Stack gap="md">
          <RequestOutcome request={request} viewerMayApprove={viewer.mayApprove} />
          <WaitsFor request={request} />
          <RequestActions request={request} viewer={viewer} />
          {request.__typename === "RevocationRequest" ? (
            <RevocationDetails request={request} />
          ) : (
            <RequestDetails request={request} />
          )}
          <Anchor component={Link} to={`/requests/${request.id}`} size="sm">
            {t("request.openPage")}
          </Anchor>
        </Stack>
      )}
    </Drawer>
  );
}
