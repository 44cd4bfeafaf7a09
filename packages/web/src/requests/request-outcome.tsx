import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Button, Group, Loader, Text } from "@mantine/core";
import { IconAlertTriangle, IconCertificate, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
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
  const { t } = useTranslation();
  const { data: request } = useSuspenseFragment({ fragment, from });
  const said = request.decisions.at(-1)?.comments;
  switch (request.status) {
    case "SUBMITTED":
    case "PENDING":
      return (
        <Alert color="yellow" icon={<IconClock aria-hidden />} title={t(`status.request.${request.status}`)}>
          {t(request.mayDecide ? "request.now.yours" : viewerMayApprove ? "request.now.second" : "request.now.others")}
        </Alert>
      );
    case "APPROVED":
      return (
        <Alert color="blue" icon={<Loader size={18} aria-hidden />} title={t("status.request.APPROVED")}>
          {t("request.now.approved")}
        </Alert>
      );
    case "ISSUED":
      return (
        <Alert color="teal" icon={<IconCertificate aria-hidden />} title={t("request.now.issuedTitle")}>
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
    case "CANCELED":
      return (
        <Alert color="gray" title={t(`status.request.${request.status}`)}>
          {said && (
            <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              {said}
            </Text>
          )}
          <Text size="sm">{t(`request.now.${request.status}`)}</Text>
        </Alert>
      );
  }
}
