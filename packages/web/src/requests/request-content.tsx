import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CertificateContent } from "../content/certificate-content.tsx";
import { graphql } from "../gql/index.ts";
import { Section } from "../ui/section.tsx";

const fragment = graphql(`
  fragment RequestContent_request on IssuingRequest {
    id
    status
    content {
      sha256
      ...CertificateContent_content
    }
  }
`);

/** The certificate that approval allows while the request waits, and that was approved afterwards; nothing once it was turned down. */
export function RequestContent({ request: from }: { request: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: request } = useSuspenseFragment({ fragment, fragmentName: "RequestContent_request", from });
  const waits = request.status === "SUBMITTED" || request.status === "PENDING";
  if (!waits && !request.content) return null;
  return (
    <Section
      title={t(waits ? "content.allowsTitle" : "content.approvedTitle")}
      lead={t(waits ? "content.allowsLead" : "content.approvedLead")}
    >
      {request.content ? (
        <CertificateContent content={request.content} />
      ) : (
        <Text size="sm">{t(request.__typename === "DuplicateRequest" ? "content.refusedNow" : "content.notYet")}</Text>
      )}
    </Section>
  );
}
