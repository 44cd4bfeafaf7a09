import type { FragmentType } from "@apollo/client";
import { useApolloClient, useMutation, useSuspenseFragment } from "@apollo/client/react";
import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MethodField } from "../forms/method-field.tsx";
import type { ChangeMethodMutation, DomainProofMethod } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { isRequest, type RequestType } from "./request-type.ts";

const fragment = graphql(`
  fragment ChangeMethod_request on CertificateRequest {
    id
    status
    order {
      id
      number
    }
    ... on OrderRequest {
      dnsNames
      domainMethod
      waitsFor {
        code
      }
    }
    ... on ReissueRequest {
      dnsNames
      domainMethod
      waitsFor {
        code
      }
    }
  }
`);

const changeMethod = graphql(`
  mutation ChangeMethod($orderNumber: Int!, $method: DomainProofMethod!) {
    result: changeOrderDomainMethod(input: { orderNumber: $orderNumber, method: $method }) {
      __typename
      ... on CertificateRequest {
        ...WaitsFor_request
        ...ChangeMethod_request
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** Of a DV order that waits for its proofs: another method for all of its names. */
export function ChangeMethod({ request: from }: { request: FragmentType<typeof fragment> }) {
  const { t } = useTranslation();
  const { data: request } = useSuspenseFragment({ fragment, from });
  const [asking, setAsking] = useState(false);
  if (request.__typename !== "OrderRequest" && request.__typename !== "ReissueRequest") return null;
  const { domainMethod, status, waitsFor } = request;
  const open = status === "SUBMITTED" || status === "PENDING" || (status === "APPROVED" && waitsFor.length > 0);
  if (!domainMethod || !open) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t("waiting.changeMethod")}
      </Button>
      {asking && (
        <Dialog
          orderNumber={request.order.number}
          now={domainMethod}
          wildcard={request.dnsNames.some((name) => name.startsWith("*."))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

interface DialogProps {
  orderNumber: number;
  now: DomainProofMethod;
  wildcard: boolean;
  onClose: () => void;
}

type Problem = Exclude<ChangeMethodMutation["result"], { __typename: RequestType }>["__typename"] | "NO_ANSWER";

function Dialog({ orderNumber, now, wildcard, onClose }: DialogProps) {
  const { t } = useTranslation();
  const client = useApolloClient();
  const [change, { loading }] = useMutation(changeMethod);
  const [method, setMethod] = useState(now);
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async () => {
    setProblem(null);
    const answer = await change({ variables: { orderNumber, method } }).catch(() => null);
    const result = answer?.data?.result;
    if (!result || !isRequest(result)) return setProblem(result?.__typename ?? "NO_ANSWER");
    void client.refetchQueries({ include: "active" });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("waiting.changeMethod")}
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
          <Text size="sm">{t("waiting.changeMethodLead")}</Text>
          <MethodField value={method} onChange={setMethod} wildcard={wildcard} error={null} />
          {problem && (
            <Alert color="red" role="alert">
              {t(`waiting.changeProblem.${problem}`)}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("request.dialog.back")}
            </Button>
            <Button type="submit" loading={loading}>
              {t("waiting.changeMethodDo")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
