import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { OrganizationProofKind } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { LapseText } from "../words/lapse-text.tsx";

const fragment = graphql(`
  fragment OrganizationState_organization on Organization {
    id
    ov: validation(kind: OV) {
      status
      validUntil
    }
    ev: validation(kind: EV) {
      status
      validUntil
    }
    ovLapse: lapse(kind: OV) {
      at
      soon
      blocksOrders
      blocksRequests
    }
    evLapse: lapse(kind: EV) {
      at
      soon
      blocksOrders
      blocksRequests
    }
    verifications {
      id
      kind
      state
    }
  }
`);

interface Props {
  organization: FragmentType<typeof fragment>;
  kind: OrganizationProofKind;
}

/** Whether an organization is validated to OV or EV and until when, and whether it is being verified. */
export function OrganizationState({ organization: from, kind }: Props) {
  const { t } = useTranslation();
  const { data: organization } = useSuspenseFragment({ fragment, from });
  const [validation, lapse] =
    kind === "OV" ? [organization.ov, organization.ovLapse] : [organization.ev, organization.evLapse];
  const open = organization.verifications.find(
    (one) => one.kind === kind && (one.state === "SUBMITTED" || one.state === "COLLECTED"),
  );
  return (
    <Stack gap={2}>
      <LapseText validation={validation} lapse={lapse ?? null} />
      {open && <Text size="sm">{t("organization.isVerified")}</Text>}
    </Stack>
  );
}
