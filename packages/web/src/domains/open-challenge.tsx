import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Anchor, Button, Divider, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { DateText } from "../ui/date-text.tsx";
import { ChallengeProgress } from "./challenge-progress.tsx";
import { DemoButtons, type DemoPages } from "./demo-buttons.tsx";
import { Instruction } from "./instruction.tsx";
import { useCancelChallenge } from "./use-cancel-challenge.ts";

const fragment = graphql(`
  fragment OpenChallenge_challenge on DomainChallenge {
    id
    method
    expiresAt
    domain {
      id
      name
    }
    request {
      id
      order {
        id
        number
      }
    }
    ...Instruction_challenge
    ...DemoButtons_challenge
    ...ChallengeProgress_challenge
  }
`);

interface Props {
  challenge: FragmentType<typeof fragment>;
  demo: DemoPages | null;
  /** Shows the methods to choose from; of a DV order's challenge it is not asked. */
  onOther: () => void;
}

/** What is to be shown to prove a domain, and how far that is. */
export function OpenChallenge({ challenge: from, demo, onOther }: Props) {
  const { t } = useTranslation();
  const { data: challenge } = useSuspenseFragment({ fragment, fragmentName: "OpenChallenge_challenge", from });
  const { cancel, canceling, failed } = useCancelChallenge(challenge.id);
  const order = challenge.request?.order.number;
  return (
    <Stack gap="md">
      <div>
        <Title order={3}>{t(`domain.todo.${challenge.method}`)}</Title>
        <Text size="sm" c="dimmed">
          {t("domain.goodUntil")} <DateText at={challenge.expiresAt} />
          {t("domain.fullStop")}
          {order && (
            <>
              {" "}
              {t("domain.servesOrder")}{" "}
              <Anchor component={Link} to={`/orders/${order}`} inherit>
                {t("order.title", { number: order })}
              </Anchor>
              {t("domain.fullStop")}
            </>
          )}
        </Text>
      </div>
      <Instruction challenge={challenge} />
      {demo && <DemoButtons challenge={challenge} demo={demo} />}
      <Divider />
      <ChallengeProgress challenge={challenge} />
      {failed && (
        <Alert color="red" role="alert">
          {t("domain.problem.NO_ANSWER")}
        </Alert>
      )}
      {!order && (
        <Group gap="sm">
          <Button variant="subtle" size="xs" onClick={onOther}>
            {t("domain.otherMethod")}
          </Button>
          <Button variant="subtle" color="red" size="xs" loading={canceling} onClick={() => void cancel()}>
            {t("domain.stop")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
