import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { DecisionDialog } from "./decision-dialog.tsx";
import type { Verb } from "./use-decision.ts";

const requestFragment = graphql(`
  fragment RequestActions_request on CertificateRequest {
    id
    status
    mayDecide
    requestedBy {
      id
    }
    ... on OrderRequest {
      waitsFor {
        code
      }
    }
    ... on ReissueRequest {
      revokesEarlier
      waitsFor {
        code
      }
    }
  }
`);

const viewerFragment = graphql(`
  fragment RequestActions_viewer on Viewer {
    id
    mayApprove
  }
`);

interface Props {
  request: FragmentType<typeof requestFragment>;
  viewer: FragmentType<typeof viewerFragment>;
}

const looks: Record<Verb, { variant: string; color?: string }> = {
  APPROVE: { variant: "filled" },
  RETRY: { variant: "filled" },
  REJECT: { variant: "default" },
  CANCEL: { variant: "subtle", color: "gray" },
};

/** The buttons for what this viewer may do with this request now. */
export function RequestActions({ request: fromRequest, viewer: fromViewer }: Props) {
  const { t } = useTranslation();
  const { data: request } = useSuspenseFragment({ fragment: requestFragment, from: fromRequest });
  const { data: viewer } = useSuspenseFragment({ fragment: viewerFragment, from: fromViewer });
  const [verb, setVerb] = useState<Verb | null>(null);

  const waits = request.status === "SUBMITTED" || request.status === "PENDING";
  const failed = request.status === "FAILED";
  const waitsForProofs = request.status === "APPROVED" && "waitsFor" in request && request.waitsFor.length > 0;
  const verbs: Verb[] = [];
  if (request.mayDecide) verbs.push("APPROVE");
  if (failed && viewer.mayApprove) verbs.push("RETRY");
  if (waits && viewer.mayApprove) verbs.push("REJECT");
  if ((waits || waitsForProofs || failed) && (viewer.mayApprove || viewer.id === request.requestedBy.id))
    verbs.push("CANCEL");

  return (
    <>
      {verbs.length > 0 && (
        <Group gap="xs">
          {verbs.map((one) => (
            <Button key={one} {...looks[one]} onClick={() => setVerb(one)}>
              {one === "CANCEL" ? t(`request.cancel.${request.__typename}`) : t(`request.verb.${one}`)}
            </Button>
          ))}
        </Group>
      )}
      {verb && <DecisionDialog request={request} verb={verb} onClose={() => setVerb(null)} />}
    </>
  );
}
