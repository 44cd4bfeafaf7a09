import { Alert, Button, Group, Modal, Paper, Skeleton, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CertificateContent } from "../content/certificate-content.tsx";
import { ContentChanges } from "../content/content-changes.tsx";
import { RefusalList } from "../words/refusal-list.tsx";
import { RevocationRefusals } from "../words/revocation-refusals.tsx";
import type { RequestType } from "./request-type.ts";
import { type AllowedContent, useAllowedContent } from "./use-allowed-content.ts";
import { type DecisionProblem, useDecision, type Verb } from "./use-decision.ts";

interface Props {
  request: { __typename: RequestType; id: string; revokesEarlier?: boolean };
  verb: Verb;
  onClose: () => void;
}

/** Asks for the comment or the reason that goes with a decision, sends it, and says why it could not be done. */
export function DecisionDialog({ request, verb, onClose }: Props) {
  const { t } = useTranslation();
  const { decide, deciding, problem, forget } = useDecision(request.id);
  const [said, setSaid] = useState("");
  const [missing, setMissing] = useState(false);
  const { __typename: type } = request;
  const revokes = type === "RevocationRequest";
  const allowed = useAllowedContent(verb === "APPROVE" && !revokes ? request.id : null);
  const [shown, setShown] = useState<AllowedContent | null>(null);
  const content = shown ?? allowed.content;
  const send = async (held = content) => {
    const lacks = verb === "REJECT" && said.trim() === "";
    setMissing(lacks);
    setShown(held);
    if (!lacks && !deciding && (await decide(verb, said, held))) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={verb === "CANCEL" ? t(`request.cancel.${type}`) : t(`request.dialog.${verb}.title`)}
      centered
      size={verb === "APPROVE" && !revokes ? "xl" : "md"}
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
          <Text size="sm">{t(revokes ? `revocation.lead.${verb}` : `request.lead.${type}.${verb}`)}</Text>
          {verb === "APPROVE" && request.revokesEarlier && (
            <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
              {t("request.revokesEarlier")}
            </Alert>
          )}
          {verb === "APPROVE" && !revokes && <WhatIsAllowed allowed={allowed} content={content} type={type} />}
          <Textarea
            data-autofocus
            label={t(`request.dialog.${verb}.said`)}
            required={verb === "REJECT"}
            error={missing && t("request.dialog.reasonMissing")}
            value={said}
            onChange={(event) => {
              setSaid(event.currentTarget.value);
              setMissing(false);
              forget();
            }}
            maxLength={2000}
            autosize
            minRows={3}
            maxRows={10}
          />
          {problem?.__typename === "ContentChanged" ? (
            <div role="alert">
              <ContentChanges before={content} after={problem.content}>
                <Button loading={deciding} onClick={() => void send(problem.content)}>
                  {t("content.approveThis")}
                </Button>
              </ContentChanges>
            </div>
          ) : (
            problem && <ProblemAlert problem={problem} />
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("request.dialog.back")}
            </Button>
            <Button
              type="submit"
              loading={deciding}
              disabled={allowed.loading || allowed.failed || problem?.__typename === "ContentChanged"}
              color={verb === "REJECT" || verb === "CANCEL" || revokes ? "red" : undefined}
            >
              {verb === "CANCEL"
                ? t(`request.cancel.${type}`)
                : t(revokes && verb === "APPROVE" ? "revocation.approve" : `request.dialog.${verb}.do`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface Allowed {
  allowed: ReturnType<typeof useAllowedContent>;
  content: AllowedContent | null;
  type: RequestType;
}

/** The certificate that the approval is held to. */
function WhatIsAllowed({ allowed, content, type }: Allowed) {
  const { t } = useTranslation();
  if (allowed.failed) {
    return (
      <Alert color="yellow">
        <Text size="sm">{t("app.crashNetwork")}</Text>
        <Button variant="default" size="xs" mt="xs" onClick={allowed.askAgain}>
          {t("app.retry")}
        </Button>
      </Alert>
    );
  }
  if (allowed.loading) return <Skeleton height={200} />;
  if (!content)
    return <Text size="sm">{t(type === "DuplicateRequest" ? "content.refusedNow" : "content.notYet")}</Text>;
  return (
    <Paper component="section" aria-label={t("content.allowsTitle")} p="sm" bg="#fbfcfc">
      <Title order={3} mb="xs">
        {t("content.allowsTitle")}
      </Title>
      <CertificateContent content={content} />
    </Paper>
  );
}

type Explainable = Exclude<DecisionProblem, { __typename: "ContentChanged" }>;

function ProblemAlert({ problem }: { problem: Explainable }) {
  const { t } = useTranslation();
  switch (problem.__typename) {
    case "DuplicateRefused":
      return (
        <Alert color="red" role="alert" title={t("request.problem.DuplicateRefused")}>
          <RefusalList refusals={problem.reasons} />
        </Alert>
      );
    case "RevocationRefused":
      return (
        <Alert color="red" role="alert" title={t("request.problem.RevocationRefused")}>
          <RevocationRefusals refusals={problem.refusals} />
        </Alert>
      );
    case "RequestNotFound":
    case "RequestNotOpen":
    case "NotPermitted":
    case "SecondPersonRequired":
    case "NO_ANSWER":
      return (
        <Alert color="red" role="alert">
          {t(`request.problem.${problem.__typename}`)}
        </Alert>
      );
  }
}
