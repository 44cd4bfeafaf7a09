import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { TimeText } from "../ui/date-text.tsx";
import { Dotted } from "../ui/dotted.tsx";
import { domainCheckWords } from "../words/domain-check-words.ts";
import { Findings } from "./findings.tsx";
import { NextLook } from "./next-look.tsx";
import { useLook } from "./use-look.ts";

const fragment = graphql(`
  fragment ChallengeProgress_challenge on DomainChallenge {
    id
    method
    checking
    nextCheckAt
    lastCheckedAt
    pollsUntil
    result {
      code
      where
      seen
      at
      findings {
        perspective
        code
        evidence
      }
    }
  }
`);

/** What the last look found and what to do about it, when it is looked next, and a button to look at once. */
export function ChallengeProgress({ challenge: from }: { challenge: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: challenge } = useSuspenseFragment({ fragment, from });
  const { look, asking, problem } = useLook(challenge.id);
  const { result, checking } = challenge;
  const waitsForMail = result?.code === "MAIL_SENT";
  const words = result && domainCheckWords(t, result);
  return (
    <Stack gap="sm">
      <div aria-live="polite">
        {words ? (
          <Alert color={waitsForMail ? "blue" : "yellow"} title={<Dotted text={words.message} />}>
            {words.remedy}
          </Alert>
        ) : (
          <Alert color="blue" title={t("domain.notLookedYet")}>
            {t("domain.notLookedYetHint")}
          </Alert>
        )}
      </div>
      <Group gap="sm">
        {!waitsForMail && (
          <Button
            variant="default"
            size="xs"
            disabled={checking}
            loading={asking}
            onClick={() => void look()}
            leftSection={checking && <Loader size={12} />}
          >
            {t(checking ? "domain.looking" : "domain.lookNow")}
          </Button>
        )}
        <Text size="sm" c="dimmed">
          {result && (
            <>
              {t("domain.lastLook")} <TimeText at={result.at} />
              {!waitsForMail && t("domain.comma")}
            </>
          )}
          {!waitsForMail && <NextLook challenge={challenge} />}
        </Text>
      </Group>
      {problem && (
        <Alert color="red" role="alert">
          {t(`domain.problem.${problem}`)}
        </Alert>
      )}
      {result && result.findings.length > 0 && <Findings where={result.where} findings={result.findings} />}
    </Stack>
  );
}
