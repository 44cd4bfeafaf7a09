import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { LapseText } from "../words/lapse-text.tsx";
import { NextLook } from "./next-look.tsx";

const fragment = graphql(`
  fragment DomainState_domain on Domain {
    id
    validation {
      status
      validUntil
    }
    lapse {
      at
      soon
      blocksOrders
      blocksRequests
    }
    challenge {
      id
      method
      checking
      nextCheckAt
      result {
        code
      }
    }
  }
`);

/** Whether a domain is proved and until when, and what is waited for. */
export function DomainState({ domain: from }: { domain: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: domain } = useSuspenseFragment({ fragment, from });
  const { challenge } = domain;
  return (
    <Stack gap={2}>
      <LapseText validation={domain.validation} lapse={domain.lapse} />
      {challenge && (
        <Text size="sm">
          {t(`domain.waitsFor.${challenge.method}`)}
          {challenge.result?.code !== "MAIL_SENT" && (
            <>
              {t("domain.comma")}
              <NextLook challenge={challenge} />
            </>
          )}
        </Text>
      )}
    </Stack>
  );
}
