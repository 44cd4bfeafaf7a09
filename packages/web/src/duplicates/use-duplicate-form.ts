import { csrCommand } from "@duplicert/shared/csr-command";
import { duplicateRefusals } from "@duplicert/shared/duplicate-refusals";
import { endOfPickedDay } from "@duplicert/shared/validity";
import { useEffect, useState } from "react";
import { type CsrJudgement, useCsrJudgement } from "../csr/use-csr-judgement.ts";
import type { DuplicateForm_OrderFragment } from "../gql/graphql.ts";
import type { KeyType } from "./csr-command-panel.tsx";
import { attemptName, type DuplicateValues, dropDraft, keepDraft, keptDraft, toInput } from "./duplicate-values.ts";
import { toFacts, toWish } from "./order-facts.ts";
import { useDuplicateRequest } from "./use-duplicate-request.ts";

interface DuplicateFormOptions {
  order: DuplicateForm_OrderFragment;
  certificate: NonNullable<DuplicateForm_OrderFragment["certificate"]>;
  viewerId: string;
  now: Date;
  onRequested: (id: string) => void;
}

/** The state of the form: what is filled in, what the shared rule says to it, and what came of sending it. */
export function useDuplicateForm({ order, certificate, viewerId, now, onRequested }: DuplicateFormOptions) {
  const draftName = `${viewerId}.${order.number}`;
  const { defaults, maxValidTo } = order.duplicateEligibility;
  const [kept] = useState(() => keptDraft(draftName, emptyValues(order, certificate)));
  const [values, setValues] = useState(kept?.values ?? emptyValues(order, certificate));
  const [keyType, setKeyType] = useState<KeyType>("RSA");
  const [pressed, setPressed] = useState(false);
  const { send, sending, unanswered, outcome, forgetOutcome } = useDuplicateRequest(
    order,
    kept?.attempt ?? null,
    (id) => {
      dropDraft(draftName);
      onRequested(id);
    },
  );
  const isRepeated = (skipApproval: boolean) => unanswered?.of === attemptName(values, skipApproval);
  const judged = useCsrJudgement(values.csr, order.number);
  const judgement = isRepeated(false) || isRepeated(true) ? withoutOwnUse(judged) : judged;

  const lastInstant = new Date(maxValidTo ?? order.orderValidTo);
  const validTo = values.lastDay ? endOfPickedDay(values.lastDay, lastInstant) : null;
  // The latest instant comes from the server's clock: this machine's must not call it too late.
  const judgedValidTo = validTo && validTo < lastInstant ? validTo : null;
  const refusals = duplicateRefusals(toFacts(order), toWish(values, judgedValidTo), now);
  const commonName = values.commonName ?? certificate.commonName;
  const dnsNames = values.dnsNames ?? certificate.dnsNames;

  // Only what is a CSR is kept: a private key must not be written anywhere.
  const csrToKeep = judgement.csr ? values.csr : "";
  useEffect(
    () => keepDraft(draftName, { values: { ...values, csr: csrToKeep }, attempt: unanswered }),
    [draftName, values, csrToKeep, unanswered],
  );

  const set = (changed: Partial<DuplicateValues>) => {
    setValues((before) => ({ ...before, ...changed }));
    forgetOutcome();
  };

  return {
    values,
    set,
    chooseNames,
    keyType,
    setKeyType,
    judgement,
    csrProblem: pressed && isToMend(judgement) ? judgement.verdict : null,
    refusals,
    commonName,
    dnsNames,
    defaultValidTo: defaults?.validTo ?? certificate.validTo,
    maxValidTo: lastInstant.toISOString(),
    command: csrCommand(values.serverPlatform, commonName, dnsNames, keyType),
    outcome,
    sending,
    submit,
  };

  /** All of the names are the default, and so is its common name: left out, they stay the certificate's, whatever is sent. */
  function chooseNames(chosen: string[], name: string): void {
    const all = chosen.length === certificate.dnsNames.length;
    const usual = all && name === certificate.commonName;
    set({ dnsNames: all ? null : chosen, commonName: usual ? null : name });
  }

  /** Sends the form once, however often the button is pressed; false when there is something to mend first. */
  async function submit(skipApproval: boolean): Promise<boolean> {
    setPressed(true);
    const csr = judgement.csr?.pem;
    if (!csr || isToMend(judgement) || refusals.length > 0) return false;
    await send(attemptName(values, skipApproval), () => toInput(order.number, values, { csr, validTo, skipApproval }));
    return true;
  }
}

/** One with a known fault is mended first. What this browser could not ask about, the server judges when it is sent. */
function isToMend({ verdict }: CsrJudgement): boolean {
  return verdict === "EMPTY" || verdict === "FAULTY" || verdict === "PRIVATE_KEY";
}

/** The key may be in use by the very attempt that was not answered; whether it is, the server tells when it is repeated. */
function withoutOwnUse(judgement: CsrJudgement): CsrJudgement {
  const faults = judgement.faults.filter(({ code }) => code !== "KEY_ALREADY_USED");
  const clean = judgement.verdict === "FAULTY" && faults.length === 0;
  return { ...judgement, faults, verdict: clean ? "GOOD" : judgement.verdict };
}

function emptyValues(
  order: DuplicateForm_OrderFragment,
  certificate: { signatureHash: DuplicateValues["signatureHash"] },
): DuplicateValues {
  const { defaults } = order.duplicateEligibility;
  return {
    csr: "",
    dnsNames: null,
    commonName: null,
    lastDay: null,
    signatureHash: defaults?.signatureHash ?? certificate.signatureHash,
    serverPlatform: defaults?.serverPlatform.id ?? order.defaultPlatform.id,
    serverName: "",
    comments: "",
  };
}
