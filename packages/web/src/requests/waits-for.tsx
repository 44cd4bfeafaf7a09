import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Anchor, List, Loader, Stack, Text } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { WaitsFor_RequestFragment } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { timeText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { refusalWords } from "../words/refusal-words.ts";
import { ValidationText } from "../words/validation-text.tsx";

const fragment = graphql(`
  fragment WaitsFor_request on CertificateRequest {
    id
    status
    order {
      id
      number
    }
    ... on OrderRequest {
      domains {
        id
        name
        domain {
          id
          name
        }
        validation {
          status
          validUntil
        }
        challenge {
          id
          method
          nextCheckAt
        }
      }
      waitsFor {
        code
        subject
        url
      }
    }
    ... on ReissueRequest {
      domains {
        id
        name
        domain {
          id
          name
        }
        validation {
          status
          validUntil
        }
        challenge {
          id
          method
          nextCheckAt
        }
      }
      waitsFor {
        code
        subject
        url
      }
    }
  }
`);

/** Requests that wait for what is unproved, and are then issued by themselves. */
type Waiting = Extract<WaitsFor_RequestFragment, { __typename: "OrderRequest" | "ReissueRequest" }>;

/** What an approved request still waits for, name by name, each with the way to it; nothing when it waits for nothing. */
export function WaitsFor({ request: from }: { request: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: request } = useSuspenseFragment({ fragment, fragmentName: "WaitsFor_request", from });
  if (request.__typename === "DuplicateRequest" || request.__typename === "RevocationRequest") return null;
  const { status, waitsFor } = request;
  if (status !== "APPROVED" && status !== "SUBMITTED" && status !== "PENDING") return null;
  if (waitsFor.length === 0) {
    if (status !== "APPROVED") return null;
    return (
      <Alert color="blue" icon={<Loader size={18} aria-hidden />} title={t("waiting.issuing")}>
        {t("waiting.issuingHint")}
      </Alert>
    );
  }
  return (
    <Alert color="yellow" role="region" icon={<IconClock aria-hidden />} title={t("waiting.title")}>
      <Stack gap="sm">
        <Text size="sm">{t(status === "APPROVED" ? "waiting.lead" : "waiting.leadUndecided")}</Text>
        <Names request={request} />
        <Others request={request} />
      </Stack>
    </Alert>
  );
}

function Names({ request }: { request: Waiting }) {
  const { t, i18n } = useTranslation();
  return (
    <List size="sm" spacing="xs" listStyleType="none">
      {request.domains.map(({ id, name, domain, validation, challenge }) => (
        <List.Item key={id} styles={{ itemWrapper: { display: "block" } }}>
          <Text size="sm" fw={600} component="span" mr="xs">
            <Dotted text={name} />
          </Text>
          <ValidationText validation={validation} />
          {validation.status !== "VALIDATED" && (
            <Text size="sm">
              {challenge && (
                <>
                  {t("waiting.by", { method: t(`proofs.methods.${challenge.method}`) })}{" "}
                  {challenge.nextCheckAt &&
                    t("waiting.nextLook", { at: timeText(challenge.nextCheckAt, i18n.language) })}{" "}
                </>
              )}
              <Anchor component={Link} to={`/domains/${domain.id}?order=${request.order.number}`} inherit>
                {t(challenge ? "waiting.toChallenge" : "waiting.prove", { domain: domain.name })}
              </Anchor>
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  );
}

/** What is missing beside the names. */
function Others({ request }: { request: Waiting }) {
  const { t } = useTranslation();
  const others = request.waitsFor.filter(({ code }) => !code.startsWith("DOMAIN_"));
  return others.map((one) => (
    <Text size="sm" key={`${one.code} ${one.subject}`}>
      <b>{refusalWords(t, one).message}</b>{" "}
      {one.url && (
        <Anchor component={Link} to={one.url} inherit>
          {t("order.complete", { subject: one.subject ?? one.url })}
        </Anchor>
      )}
    </Text>
  ));
}
