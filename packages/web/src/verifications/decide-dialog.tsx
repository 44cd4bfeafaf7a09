import { Alert, Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { VerificationRefusals } from "../words/verification-refusals.tsx";
import { useVerificationStep } from "./use-verification-step.ts";

interface Props {
  id: string;
  verb: "VALIDATE" | "DECLINE";
  onClose: () => void;
}

/** Asks for the note or the reason that goes with a decision about an organization, and sends it. */
export function DecideDialog({ id, verb, onClose }: Props) {
  const { t } = useTranslation();
  const { step, taking, outcome } = useVerificationStep(id);
  const [said, setSaid] = useState("");
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const declines = verb === "DECLINE";
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const lacks = declines && said.trim() === "";
    setMissing(lacks);
    if (lacks) field.current?.focus();
    if (!lacks && !taking && (await step(verb, said.trim()))) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(declines ? "verification.decline" : "verification.validate")}
      centered
      closeButtonProps={{ "aria-label": t("app.close") }}
    >
      <form noValidate onSubmit={(event) => void send(event)}>
        <Stack gap="md">
          <Text size="sm">{t(declines ? "verification.declineLead" : "verification.validateLead")}</Text>
          <Textarea
            ref={field}
            data-autofocus
            label={t(declines ? "verification.whyDeclined" : "verification.comments")}
            required={declines}
            error={missing && t("verification.reasonMissing")}
            value={said}
            onChange={(event) => {
              setSaid(event.currentTarget.value);
              setMissing(false);
            }}
            maxLength={2000}
            autosize
            minRows={3}
            maxRows={10}
          />
          {outcome && (
            <Alert color="red" role="alert">
              {outcome.__typename === "VerificationRefused" ? (
                <VerificationRefusals refusals={outcome.reasons} />
              ) : (
                t(`verification.problem.${outcome.__typename}`)
              )}
            </Alert>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("request.dialog.back")}
            </Button>
            <Button type="submit" loading={taking} color={declines ? "red" : undefined}>
              {t(declines ? "verification.decline" : "verification.validate")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
