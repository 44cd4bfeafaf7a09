import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Button, Group, Loader, Text } from "@mantine/core";
import { IconAlertTriangle, IconCertificate, IconCertificateOff, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { RequestOutcome_RequestFragment } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";

const fragment = graphql(`
  fragment RequestOutcome_request on CertificateRequest {
    id
    status
    failure
    mayDecide
    certificate {
      id
    }
    decisions {
      step
      outcome
      comments
    }
  }
`);

interface Props {
  request: FragmentType<typeof fragment>;
  viewerMayApprove: boolean;
}

/** Where a request stands, in a sentence, and what comes next. */
export function RequestOutcome({ request: from, viewerMayApprove }: Props) {
  const { data: request } = useSuspenseFragment({ fragment, from });
  return request.__typename === "RevocationRequest" ? (
    <OfRevocation request={request} />
  ) : (
    <OfIssuing request={request} viewerMayApprove={viewerMayApprove} />
  );
}

type Shown<T extends RequestOutcome_RequestFragment["__typename"]> = Extract<
  RequestOutcome_RequestFragment,
  { __typename: T }
>;

type Issuing = Exclude<RequestOutcome_RequestFragment, { __typename: "RevocationRequest" }>;

function OfRevocation({ request }: { request: Shown<"RevocationRequest"> }) {
  const { t } = useTranslation();
  const { status } = request;
  switch (status) {
    case "SUBMITTED":
    case "PENDING":
      return (
        <Alert color="yellow" icon={<IconClock aria-hidden />} title={t(`status.revocation.${status}`)}>
          {t(request.mayDecide ? "revocation.now.yours" : "revocation.now.others")}
        </Alert>
      );
    case "REJECTED":
    case "CANCELED":
      return (
        <Alert color="gray" title={t(`status.revocation.${status}`)}>
          <Said text={request.decisions.at(-1)?.comments} />
          <Text size="sm">{t(`revocation.now.${status}`)}</Text>
        </Alert>
      );
    default:
      return (
        <Alert color="red" icon={<IconCertificateOff aria-hidden />} title={t("revocation.now.doneTitle")}>
          {t("revocation.now.done")}
        </Alert>
      );
  }
}

function OfIssuing({ request, viewerMayApprove }: { request: Issuing; viewerMayApprove: boolean }) {
  const { t } = useTranslation();
  switch (request.status) {
    case "SUBMITTED":
    case "PENDING":
      return (
        <Alert color="yellow" icon={<IconClock aria-hidden />} title={t(`status.request.${request.status}`)}>
          {request.mayDecide
            ? t(`request.now.yours.${request.__typename}`)
            : t(viewerMayApprove ? "request.now.second" : "request.now.others")}
        </Alert>
      );
    case "APPROVED":
      // one that may wait says itself what for: see WaitsFor
      return request.__typename === "DuplicateRequest" ? (
        <Alert color="blue" icon={<Loader size={18} aria-hidden />} title={t("request.now.approvedTitle")}>
          {t("request.now.approved")}
        </Alert>
      ) : null;
    case "ISSUED":
      return (
        <Alert
          color="teal"
          icon={<IconCertificate aria-hidden />}
          title={t(`request.now.issuedTitle.${request.__typename}`)}
        >
          <Group justify="space-between">
            <Text size="sm">{t("request.now.issued")}</Text>
            {request.certificate && (
              <Button component={Link} to={`/certificates/${request.certificate.id}`}>
                {t("request.openCertificate")}
              </Button>
            )}
          </Group>
        </Alert>
      );
    case "FAILED":
      return (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t("request.now.failedTitle")}>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {request.failure}
          </Text>
          <Text size="sm">{t("request.now.failed")}</Text>
        </Alert>
      );
    case "REJECTED":
      return (
        <Alert color="gray" title={t("status.request.REJECTED")}>
          <Said text={request.decisions.at(-1)?.comments} />
          <Text size="sm">{t("request.now.REJECTED")}</Text>
        </Alert>
      );
    case "CANCELED":
      return (
        <Alert color="gray" title={t("status.request.CANCELED")}>
          <Said text={request.decisions.at(-1)?.comments} />
          <Text size="sm">{t(`request.now.CANCELED.${request.__typename}`)}</Text>
        </Alert>
      );
  }
}

function Said({ text }: { text: string | null | undefined }) {
  return text ? (
    <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      {text}
    </Text>
  ) : null;
}
