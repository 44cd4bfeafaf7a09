import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Text, Timeline } from "@mantine/core";
import { IconCheck, IconClockX, IconRefresh, IconSend, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DecisionOutcome } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { TimeText } from "../ui/date-text.tsx";

const fragment = graphql(`
  fragment RequestDecisions_request on CertificateRequest {
    id
    requestedAt
    requestedBy {
      id
      name
    }
    decisions {
      step
      outcome
      at
      comments
      by {
        id
        name
      }
    }
  }
`);

const marks: Record<DecisionOutcome, { icon: ReactNode; color: string }> = {
  APPROVED: { icon: <IconCheck size={12} aria-hidden />, color: "teal" },
  REJECTED: { icon: <IconX size={12} aria-hidden />, color: "red" },
  CANCELED: { icon: <IconX size={12} aria-hidden />, color: "gray" },
  RETRIED: { icon: <IconRefresh size={12} aria-hidden />, color: "harbor" },
  LAPSED: { icon: <IconClockX size={12} aria-hidden />, color: "gray" },
  PROVED: { icon: <IconCheck size={12} aria-hidden />, color: "teal" },
};

/** Who did what with a request, when, and what they said to it. */
export function RequestDecisions({ request: from }: { request: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: request } = useSuspenseFragment({ fragment, from });
  return (
    <Timeline
      bulletSize={22}
      lineWidth={2}
      active={request.decisions.length}
      pl={11}
      styles={{ itemTitle: { fontSize: "var(--mantine-font-size-sm)" } }}
    >
      <Timeline.Item bullet={<IconSend size={12} aria-hidden />} title={t("request.requestedBy", request.requestedBy)}>
        <When at={request.requestedAt} />
      </Timeline.Item>
      {request.decisions.map(({ step, outcome, by, at, comments }) => (
        <Timeline.Item
          key={`${step} ${at}`}
          bullet={marks[outcome].icon}
          color={marks[outcome].color}
          title={t(`request.decision.${outcome}`, { name: by.name })}
        >
          <When at={at} />
          {comments && (
            <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              {comments}
            </Text>
          )}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

function When({ at }: { at: string }) {
  return (
    <Text size="xs" c="dimmed">
      <TimeText at={at} />
    </Text>
  );
}
