import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Group, Stack, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CertificateContent_ContentFragment } from "../gql/graphql.ts";
import { utcText } from "../ui/date-text.tsx";
import { hashNames } from "../words/hash-names.ts";
import { type AnyContent, certificateContent } from "./certificate-content.tsx";

interface Props {
  /** What was shown; null when nothing was. */
  before: AnyContent | null;
  after: AnyContent;
  /** What goes on from here: to ask for the content as it is now, or not. */
  children: ReactNode;
}

/** The content is not what was looked at: what differs, old and new. */
export function ContentChanges({ before: fromBefore, after: fromAfter, children }: Props) {
  const { t } = useTranslation();
  const { data: before } = useSuspenseFragment({ fragment: certificateContent, from: fromBefore });
  const { data: after } = useSuspenseFragment({ fragment: certificateContent, from: fromAfter });
  return (
    <Alert color="yellow" title={t("content.changedTitle")}>
      <Stack gap="sm">
        <Text size="sm">{t("content.changed")}</Text>
        {before &&
          differences(t, before, after).map(({ what, was, is }) => (
            <div key={what}>
              <Text size="sm" fw={600}>
                {what}
              </Text>
              <Text size="sm" td="line-through" c="dimmed" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {was}
              </Text>
              <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {is}
              </Text>
            </div>
          ))}
        <Group gap="sm">{children}</Group>
      </Stack>
    </Alert>
  );
}

interface Difference {
  what: string;
  was: string;
  is: string;
}

function differences(
  t: TFunction,
  before: CertificateContent_ContentFragment,
  after: CertificateContent_ContentFragment,
): Difference[] {
  const was = linesOf(t, before);
  const is = linesOf(t, after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((what) => ({ what, was: was.get(what) ?? t("app.none"), is: is.get(what) ?? t("app.none") }))
    .filter((one) => one.was !== one.is);
}

function linesOf(t: TFunction, content: CertificateContent_ContentFragment): Map<string, string> {
  return new Map([
    [t("content.subject"), content.subject],
    [t("content.names"), content.dnsNames.join("\n")],
    [t("content.validity"), utcText(content.validTo)],
    [t("content.key"), `${content.keyAlgorithm}\n${content.spkiSha256}`],
    [t("content.signature"), `${hashNames[content.signatureHash]}, ${content.signatureAlgorithm}`],
    [t("content.issuer"), content.issuer],
    [t("content.profile"), content.profile],
    ...content.extensions.map(
      ({ name, critical, text }) => [name, critical ? `${t("content.critical")}\n${text}` : text] as const,
    ),
  ]);
}
