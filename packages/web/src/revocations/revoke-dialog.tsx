import type { SubscriberReason } from "@duplicert/shared/revocation-reason";
import { Alert, Anchor, Button, Group, Modal, Skeleton, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { RevocationRefusals } from "../words/revocation-refusals.tsx";
import { ReasonField } from "./reason-field.tsx";
import type { RevocationTarget } from "./revocation-target.ts";
import { type Revocable, useRevocable } from "./use-revocable.ts";
import { type RevocationOutcome, useRevocation } from "./use-revocation.ts";
import { WhatHappens } from "./what-happens.tsx";

interface Props {
  target: RevocationTarget;
  onClose: () => void;
}

/** Revokes a certificate or a whole order: what it does, why it is done, and what came of it. */
export function RevokeDialog({ target, onClose }: Props) {
  const { t } = useTranslation();
  const { revocable, failed } = useRevocable(target);
  const { revoke, sending, outcome } = useRevocation(target);
  const wholeOrder = "orderNumber" in target;
  const done = outcome?.__typename === "RevocationRequest" ? outcome : null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(wholeOrder ? "revocation.order" : "revocation.certificate")}
      size="lg"
      centered
      closeButtonProps={{ "aria-label": t("request.dialog.close") }}
    >
      {done ? (
        <Done request={done} wholeOrder={wholeOrder} onClose={onClose} />
      ) : failed ? (
        <Alert color="yellow">{t("app.crashNetwork")}</Alert>
      ) : !revocable ? (
        <Skeleton height={320} />
      ) : revocable.refusals.length > 0 ? (
        <Alert color="yellow" title={t("revocation.notNow")}>
          <RevocationRefusals refusals={revocable.refusals} />
        </Alert>
      ) : (
        <Fields
          revocable={revocable}
          wholeOrder={wholeOrder}
          sending={sending}
          outcome={outcome}
          onRevoke={(reason, comments) => void revoke(reason, comments)}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

interface FieldsProps {
  revocable: Revocable;
  wholeOrder: boolean;
  sending: boolean;
  outcome: RevocationOutcome | null;
  onRevoke: (reason: SubscriberReason, comments: string) => void;
  onClose: () => void;
}

function Fields({ revocable, wholeOrder, sending, outcome, onRevoke, onClose }: FieldsProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<SubscriberReason | null>(null);
  const [comments, setComments] = useState("");
  const [typed, setTyped] = useState("");
  const [pressed, setPressed] = useState(false);
  const unconfirmed = wholeOrder && typed.trim().toLowerCase() !== revocable.commonName;
  const send = () => {
    setPressed(true);
    if (reason && !unconfirmed && !sending) onRevoke(reason, comments);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="md">
        <WhatHappens revocable={revocable} wholeOrder={wholeOrder} />
        <ReasonField value={reason} onChange={setReason} missing={pressed && reason === null} />
        <Textarea
          label={t("revocation.comments")}
          description={t("revocation.commentsHint")}
          value={comments}
          onChange={(event) => setComments(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
          maxRows={8}
        />
        {wholeOrder && (
          <TextInput
            label={t("revocation.confirm", { name: revocable.commonName })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={pressed && unconfirmed && t("revocation.confirmMissing")}
            required
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
        )}
        {outcome && <Refused outcome={outcome} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("request.dialog.back")}
          </Button>
          <Button type="submit" color="red" loading={sending}>
            {t(revocable.atOnce ? (wholeOrder ? "revocation.order" : "revocation.certificate") : "revocation.ask")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Refused({ outcome }: { outcome: RevocationOutcome }) {
  const { t } = useTranslation();
  switch (outcome.__typename) {
    case "RevocationRequest":
      return null;
    case "RevocationRefused":
      return (
        <Alert color="red" role="alert" title={t("revocation.refused")}>
          <RevocationRefusals refusals={outcome.refusals} />
        </Alert>
      );
    case "CertificateNotFound":
    case "OrderNotFound":
    case "NO_ANSWER":
      return (
        <Alert color="red" role="alert">
          {t(`revocation.problem.${outcome.__typename}`)}
        </Alert>
      );
  }
}

type Made = Extract<RevocationOutcome, { __typename: "RevocationRequest" }>;

function Done({ request, wholeOrder, onClose }: { request: Made; wholeOrder: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const carriedOut = request.status === "APPROVED";
  return (
    <Stack gap="md" role="status">
      <Alert
        color={carriedOut ? "teal" : "yellow"}
        title={t(carriedOut ? (wholeOrder ? "revocation.doneOrder" : "revocation.done") : "revocation.asked")}
      >
        <Text size="sm">{t(carriedOut ? "revocation.doneHint" : "revocation.askedHint")}</Text>
      </Alert>
      <Group justify="space-between">
        <Anchor component={Link} to={`/requests/${request.id}`} size="sm">
          {t("revocation.openRequest")}
        </Anchor>
        <Button data-autofocus onClick={onClose}>
          {t("request.dialog.close")}
        </Button>
      </Group>
    </Stack>
  );
}
