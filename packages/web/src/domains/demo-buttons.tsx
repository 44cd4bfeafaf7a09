import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Button, Group, Text } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";

const fragment = graphql(`
  fragment DemoButtons_challenge on DomainChallenge {
    id
    method
    domain {
      id
      name
    }
    instruction {
      recordType
      name
      value
    }
  }
`);

/** Where the demo's DNS, web servers and mail are edited and read. */
export interface DemoPages {
  url: string;
  mailboxUrl: string | null;
}

interface Props {
  challenge: FragmentType<typeof fragment>;
  demo: DemoPages;
}

/** In the demo: the page that stands for one's DNS provider or web server, filled in, and the mailbox. */
export function DemoButtons({ challenge: from, demo }: Props) {
  const { t } = useTranslation();
  const { data: challenge } = useSuspenseFragment({ fragment, from });
  const { instruction, method, domain } = challenge;
  const publish = (type: string, name: string, value: string) => {
    const url = new URL(demo.url);
    for (const [key, part] of Object.entries({ type, name, value })) if (part) url.searchParams.set(key, part);
    return url.href;
  };
  return (
    <Group gap="sm">
      {instruction && (
        <Open href={publish(instruction.recordType, instruction.name, instruction.value)}>
          {t(instruction.recordType === "FILE" ? "domain.publishFile" : "domain.publishRecord")}
        </Open>
      )}
      {method === "EMAIL_TXT_CONTACT" && (
        <Open href={publish("TXT", `_validation-contactemail.${domain.name}`, "")}>{t("domain.publishRecord")}</Open>
      )}
      {!instruction && demo.mailboxUrl && <Open href={demo.mailboxUrl}>{t("domain.openMailbox")}</Open>}
      <Text size="sm" c="dimmed">
        {t("domain.demoHint")}
      </Text>
    </Group>
  );
}

function Open({ href, children }: { href: string; children: string }) {
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noopener"
      rightSection={<IconExternalLink size={14} aria-hidden />}
    >
      {children}
    </Button>
  );
}
