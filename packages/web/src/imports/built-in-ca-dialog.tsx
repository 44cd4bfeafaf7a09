import { useQuery } from "@apollo/client/react";
import { Alert, Anchor, Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { graphql } from "../gql/index.ts";
import { builtInCaRefusalWords } from "../words/built-in-ca-refusal-words.ts";
import { ReasonList } from "../words/reason-list.tsx";
import { type BuiltInCaProblem, useBuiltInCa } from "./use-built-in-ca.ts";

const query = graphql(`
  query BuiltInCaOrganizations {
    organizations(first: 100) {
      nodes {
        id
        legalName
        locality
        country
      }
    }
  }
`);

interface Props {
  orderNumber: number;
  /** The organization that the order names now. */
  organizationId: string | null;
  isDv: boolean;
  /** Allowed already: then it is taken back. */
  allowed: boolean;
  onClose: () => void;
}

/** Says, or takes back, that the built-in CA may issue on an imported order; on OV and EV in whose name. */
export function BuiltInCaDialog({ orderNumber, organizationId, isDv, allowed, onClose }: Props) {
  const { t } = useTranslation();
  const chooses = !isDv && !allowed;
  const { data } = useQuery(query, { skip: !chooses, fetchPolicy: "cache-and-network" });
  const [organization, setOrganization] = useState(organizationId);
  const { allow, disallow, sending, problem } = useBuiltInCa(orderNumber);
  const send = async () => {
    if (await (allowed ? disallow() : allow(isDv ? null : organization))) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(allowed ? "importing.builtIn.disallow" : isDv ? "importing.builtIn.allowDv" : "importing.builtIn.allow")}
      centered
      closeButtonProps={{ "aria-label": t("request.dialog.close") }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack gap="md">
          <Text size="sm">
            {t(
              allowed
                ? "importing.builtIn.disallowLead"
                : isDv
                  ? "importing.builtIn.allowLeadDv"
                  : "importing.builtIn.allowLead",
            )}
          </Text>
          {chooses && (
            <>
              <Select
                label={t("placement.chooseOrganization")}
                placeholder={t("placement.noOrganization")}
                data={(data?.organizations.nodes ?? []).map(({ id, legalName, locality, country }) => ({
                  value: id,
                  label: `${legalName} (${[locality, country].filter(Boolean).join(", ")})`,
                }))}
                value={organization}
                onChange={setOrganization}
                searchable
              />
              <Anchor component={Link} to="/organizations" size="sm">
                {t("placement.addOrganization")}
              </Anchor>
            </>
          )}
          {problem && <Explained problem={problem} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("request.dialog.back")}
            </Button>
            <Button type="submit" loading={sending} color={allowed ? "red" : undefined}>
              {t(allowed ? "importing.builtIn.disallowDo" : "importing.builtIn.allowDo")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Explained({ problem }: { problem: BuiltInCaProblem }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" role="alert">
      {problem.__typename === "BuiltInCaRefused" ? (
        <ReasonList
          reasons={problem.reasons.map((reason) => ({ key: reason.code, ...builtInCaRefusalWords(t, reason) }))}
        />
      ) : (
        t(`importing.builtIn.problem.${problem.__typename}`)
      )}
    </Alert>
  );
}
