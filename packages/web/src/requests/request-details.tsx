import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Anchor, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { CopyText } from "../ui/copy-text.tsx";
import { DateText, TimeText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { Facts } from "../ui/facts.tsx";
import { hashNames } from "../words/hash-names.ts";

const fragment = graphql(`
  fragment RequestDetails_request on IssuingRequest {
    id
    commonName
    dnsNames
    validTo
    signatureHash
    serverName
    comments
    requestedAt
    keyAlgorithm
    keyWarning
    spkiSha256
    serverPlatform {
      id
      name
    }
    requestedBy {
      id
      name
      email
    }
    order {
      id
      number
      product {
        key
        name
      }
    }
    ... on OrderRequest {
      domainMethod
    }
    ... on ReissueRequest {
      domainMethod
      revokesEarlier
    }
  }
`);

/** What is asked for, by whom, for which server. */
export function RequestDetails({ request: from }: { request: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: request } = useSuspenseFragment({ fragment, from });
  const method = request.__typename === "DuplicateRequest" ? null : request.domainMethod;
  const others = request.dnsNames.filter((name) => name !== request.commonName);
  return (
    <Stack gap="md">
      {request.keyWarning && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title={t("request.keyWarning")}>
          {t("request.keyWarningHint", { holder: request.keyWarning })}
        </Alert>
      )}
      {request.__typename === "ReissueRequest" && request.revokesEarlier && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {t("request.revokesEarlier")}
        </Alert>
      )}
      <Facts
        facts={[
          [
            t("request.order"),
            <Anchor key="order" component={Link} to={`/orders/${request.order.number}`} inherit>
              {t("order.title", { number: request.order.number })}
            </Anchor>,
          ],
          [t("request.product"), request.order.product.name],
          [t("request.commonName"), <Dotted key="cn" text={request.commonName} />],
          [t("request.otherNames"), others.length > 0 ? <Lines key="names" lines={others} /> : t("app.none")],
          [t("request.expiry"), <DateText key="expiry" at={request.validTo} />],
          [t("forms.methodShort"), method && t(`proofs.methods.${method}`)],
          [t("request.hash"), hashNames[request.signatureHash]],
          [t("request.key"), request.keyAlgorithm],
          [t("certificate.spki"), <CopyText key="spki" value={request.spkiSha256} of={t("certificate.spki")} />],
          [t("request.platform"), request.serverPlatform.name],
          [t("request.server"), request.serverName ?? null],
          [t("request.requester"), `${request.requestedBy.name} (${request.requestedBy.email})`],
          [t("request.requestedAt"), <TimeText key="at" at={request.requestedAt} />],
          [t("request.comments"), request.comments ? <Said key="said" text={request.comments} /> : null],
        ]}
      />
    </Stack>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return lines.map((line) => (
    <div key={line}>
      <Dotted text={line} />
    </div>
  ));
}

function Said({ text }: { text: string }) {
  return (
    <Text inherit style={{ whiteSpace: "pre-wrap" }}>
      {text}
    </Text>
  );
}
