import { Alert, Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalList } from "../words/refusal-list.tsx";
import { type DecisionProblem, useDecision, type Verb } from "./use-decision.ts";

interface Props {
  requestId: string;
  verb: Verb;
  onClose: () => void;
}

/** Asks for the comment or the reason that goes with a decision, sends it, and says why it could not be done. */
export function DecisionDialog({ requestId, verb, onClose }: Props) {
  const { t } = useTranslation();
  const { decide, deciding, problem, forget } = useDecision(requestId);
  const [said, setSaid] = useState("");
  const [missing, setMissing] = useState(false);
  const send = async () => {
    const lacks = verb === "REJECT" && said.trim() === "";
    setMissing(lacks);
    if (!lacks && !deciding && (await decide(verb, said))) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`request.dialog.${verb}.title`)}
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
          <Text size="sm">{t(`request.dialog.${verb}.lead`)}</Text>
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
          {problem && <ProblemAlert problem={problem} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("request.dialog.back")}
            </Button>
            <Button type="submit" loading={deciding} color={verb === "REJECT" || verb === "CANCEL" ? "red" : undefined}>
              {t(`request.dialog.${verb}.do`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function ProblemAlert({ problem }: { problem: DecisionProblem }) {
  const { t } = useTranslation();
  switch (problem.__typename) {
    case "DuplicateRefused":
      return (
        <Alert color="red" role="alert" title={t("request.problem.DuplicateRefused")}>
          <RefusalList refusals={problem.reasons} />
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
