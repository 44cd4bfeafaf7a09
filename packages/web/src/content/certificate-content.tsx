import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Badge, Group, Stack, Text } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { CertificateContent_ContentFragment } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { CopyText } from "../ui/copy-text.tsx";
import { utcText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { Facts } from "../ui/facts.tsx";
import { hashNames } from "../words/hash-names.ts";
import classes from "./content.module.css";

/** All of a certificate but its serial number and first second. */
export const certificateContent = graphql(`
  fragment CertificateContent_content on CertificateContent {
    sha256
    issuer
    subject
    commonName
    dnsNames
    validTo
    keyAlgorithm
    spkiSha256
    signatureHash
    signatureAlgorithm
    profile
    extensions {
      oid
      name
      critical
      text
    }
  }
`);

export type AnyContent = FragmentType<typeof certificateContent>;

/** A certificate in full, before or after it is issued: what matters at once, and all the rest behind one click. */
export function CertificateContent({ content: from }: { content: AnyContent }) {
  const { t } = useTranslation();
  const { data: content } = useSuspenseFragment({ fragment: certificateContent, from });
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          [
            t("content.subject"),
            content.subject ? <Name key="subject" text={content.subject} /> : t("content.noSubject"),
          ],
          [t("content.names"), <Names key="names" names={content.dnsNames} />],
          [t("content.validity"), <Validity key="validity" until={utcText(content.validTo)} />],
          [t("content.key"), content.keyAlgorithm],
          [t("content.signature"), hashNames[content.signatureHash]],
          [t("content.issuer"), <Name key="issuer" text={content.issuer} />],
          [
            t("content.sha256"),
            <CopyText key="sha256" value={content.sha256} of={t("content.sha256")}>
              {content.sha256}
            </CopyText>,
          ],
        ]}
      />
      <details>
        <summary className={classes.summary}>{t("content.everything")}</summary>
        <Everything content={content} />
      </details>
    </Stack>
  );
}

// A line breaks at a space or between Chinese characters, not at the hyphens of a date.
function Validity({ until }: { until: string }) {
  const { t } = useTranslation();
  return t("content.fromSigning", { until })
    .split(/(\d+-\d+-\d+)/)
    .map((part) => (
      <span key={part} style={{ whiteSpace: /^\d/.test(part) ? "nowrap" : undefined }}>
        {part}
      </span>
    ));
}

// A distinguished name breaks after a comma; what is copied from the page has no more than that.
function Name({ text }: { text: string }) {
  return text.split(/(?<=[^\\],)/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name have their place only
    <Fragment key={index}>
      {index > 0 && <wbr />}
      <Dotted text={part} />
    </Fragment>
  ));
}

function Names({ names }: { names: string[] }) {
  return names.map((name) => (
    <div key={name}>
      <Dotted text={name} />
    </div>
  ));
}

function Everything({ content }: { content: CertificateContent_ContentFragment }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" mt="sm">
      <Facts
        facts={[
          [t("content.algorithm"), content.signatureAlgorithm],
          [
            t("certificate.spki"),
            <CopyText key="spki" value={content.spkiSha256} of={t("certificate.spki")}>
              {content.spkiSha256}
            </CopyText>,
          ],
          [t("content.profile"), content.profile],
          [t("content.serial"), t("content.atSigning")],
        ]}
      />
      <Text size="sm" fw={600}>
        {t("content.extensions")}
      </Text>
      <dl className={classes.extensions}>
        {content.extensions.map(({ oid, name, critical, text }) => (
          <div key={oid}>
            <dt>
              <Group gap="xs">
                <span>{name}</span>
                <Text component="span" size="xs" c="dimmed">
                  {oid}
                </Text>
                {critical && (
                  <Badge size="sm" variant="light" radius="sm" tt="none" color="gray">
                    {t("content.critical")}
                  </Badge>
                )}
              </Group>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed">
        {t("content.hashHint")}
      </Text>
    </Stack>
  );
}
