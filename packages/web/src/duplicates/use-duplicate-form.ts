import { type CsrTool, csrCommand, csrToolOf } from "@duplicert/shared/csr-command";
import { duplicateRefusals } from "@duplicert/shared/duplicate-refusals";
import { KeyChoice } from "@duplicert/shared/key-choices";
import { endOfPickedDay } from "@duplicert/shared/validity";
import { useEffect, useState } from "react";
import { type CsrJudgement, useCsrJudgement } from "../csr/use-csr-judgement.ts";
import type { DuplicateForm_OrderFragment } from "../gql/graphql.ts";
import { unsavedKey, useKeptKey } from "../keys/kept-keys.ts";
import {
  attemptName,
  type DuplicateValues,
  dropDraft,
  keepDraft,
  keptDraft,
  toContentInput,
  toInput,
} from "./duplicate-values.ts";
import { toFacts, toWish } from "./order-facts.ts";
import { useDuplicateRequest } from "./use-duplicate-request.ts";
import { type PreviewedContent, usePreview } from "./use-preview.ts";

interface DuplicateFormOptions {
  order: DuplicateForm_OrderFragment;
  certificate: NonNullable<DuplicateForm_OrderFragment["certificate"]>;
  viewerId: string;
  now: Date;
  onRequested: (id: string) => void;
}

/** Why the form cannot be sent with what is in the field of the CSR. */
type CsrProblem = "EMPTY" | "FAULTY" | "PRIVATE_KEY" | "KEY_UNSAVED";

/** The state of the form: what is filled in, what the shared rule says to it, and what came of sending it. */
export function useDuplicateForm({ order, certificate, viewerId, now, onRequested }: DuplicateFormOptions) {
  const draftName = `${viewerId}.${order.number}`;
  const { defaults, maxValidTo } = order.duplicateEligibility;
  const [kept] = useState(() => keptDraft(draftName, emptyValues(order, certificate)));
  const [values, setValues] = useState(() => firstValues(kept?.values ?? emptyValues(order, certificate), draftName));
  const [keyChoice, setKeyChoice] = useState<KeyChoice>(KeyChoice.RSA_2048);
  const [chosenTool, setTool] = useState<CsrTool | null>(null);
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
  const judged = useCsrJudgement(values.csr, order.number, values.serverName);
  const judgement = isRepeated(false) || isRepeated(true) ? withoutOwnUse(judged) : judged;

  const madeHere = useKeptKey(({ csr }) => csr === values.csr);
  const keyUnsaved = madeHere !== null && !madeHere.saved;

  const lastInstant = new Date(maxValidTo ?? order.orderValidTo);
  const validTo = values.lastDay ? endOfPickedDay(values.lastDay, lastInstant) : null;
  // The latest instant comes from the server's clock: this machine's must not call it too late.
  const judgedValidTo = validTo && validTo < lastInstant ? validTo : null;
  const refusals = duplicateRefusals(toFacts(order), toWish(values, judgedValidTo), now);
  const defaultValidTo = defaults?.validTo ?? certificate.validTo;
  // A default that is sooner than the certificate's own end moves with every second; named, it stays what is shown.
  const capped = defaultValidTo < certificate.validTo;
  const namedValidTo = validTo ?? (capped ? new Date(defaultValidTo) : null);
  const csr = judgement.verdict === "GOOD" ? (judgement.csr?.pem ?? null) : null;
  const preview = usePreview(
    csr && refusals.length === 0 ? toContentInput(order.number, values, { csr, validTo: namedValidTo }) : null,
    csr,
  );
  const [sent, setSent] = useState<{ skipApproval: boolean; content: PreviewedContent | null } | null>(null);

  const commonName = values.commonName ?? certificate.commonName;
  const dnsNames = values.dnsNames ?? certificate.dnsNames;
  const tool = chosenTool ?? csrToolOf(values.serverPlatform);

  // Only what is a CSR is kept: a private key must not be written anywhere. Nor is a CSR whose key a reload would lose.
  const csrToKeep = judgement.csr && !keyUnsaved ? values.csr : "";
  useEffect(
    () => keepDraft(draftName, { values: { ...values, csr: csrToKeep }, attempt: unanswered }),
    [draftName, values, csrToKeep, unanswered],
  );

  const set = (changed: Partial<DuplicateValues>) => {
    setValues((before) => ({ ...before, ...changed }));
    // Another platform, another tool.
    if (changed.serverPlatform) setTool(null);
    forgetOutcome();
  };

  return {
    values,
    set,
    chooseNames,
    tool,
    setTool,
    keyChoice,
    setKeyChoice,
    madeHere,
    keyPurpose: { purpose: draftName, commonName, dnsNames },
    judgement,
    csrProblem: pressed ? csrProblem() : null,
    refusals,
    commonName,
    dnsNames,
    defaultValidTo,
    capped,
    preview: csr && preview,
    maxValidTo: lastInstant.toISOString(),
    command: csrCommand(tool, commonName, dnsNames, keyChoice),
    outcome,
    sending,
    sent,
    submit,
    confirm,
  };

  function csrProblem(): CsrProblem | null {
    return toMend(judgement) ?? (keyUnsaved ? "KEY_UNSAVED" : null);
  }

  /** All of the names are the default, and so is its common name: left out, they stay the certificate's, whatever is sent. */
  function chooseNames(chosen: string[], name: string): void {
    const all = chosen.length === certificate.dnsNames.length;
    const usual = all && name === certificate.commonName;
    set({ dnsNames: all ? null : chosen, commonName: usual ? null : name });
  }

  /** Sends the form once, however often the button is pressed; false when there is something to mend first. */
  async function submit(skipApproval: boolean): Promise<boolean> {
    // What has not been shown yet is not held to: the form says what is wanted.
    return sendWith(skipApproval, preview.stale ? null : preview.content);
  }

  /** Sends it again for the content as it is now, which `ContentChanged` has shown. */
  async function confirm(content: PreviewedContent): Promise<void> {
    preview.askAgain();
    await sendWith(sent?.skipApproval ?? false, content);
  }

  async function sendWith(skipApproval: boolean, content: PreviewedContent | null): Promise<boolean> {
    setPressed(true);
    const pem = judgement.csr?.pem;
    if (!pem || csrProblem() || refusals.length > 0) return false;
    setSent({ skipApproval, content });
    const wanted = toContentInput(order.number, values, { csr: pem, validTo: namedValidTo });
    await send(attemptName(values, skipApproval), () =>
      toInput(wanted, values, { contentSha256: content?.sha256 ?? null, skipApproval }),
    );
    return true;
  }
}

/** One with a known fault is mended first. What this browser could not ask about, the server judges when it is sent. */
function toMend({ verdict }: CsrJudgement) {
  return verdict === "EMPTY" || verdict === "FAULTY" || verdict === "PRIVATE_KEY" ? verdict : null;
}

/** The key may be in use by the very attempt that was not answered; whether it is, the server tells when it is repeated. */
function withoutOwnUse(judgement: CsrJudgement): CsrJudgement {
  const faults = judgement.faults.filter(({ code }) => code !== "KEY_ALREADY_USED");
  const clean = judgement.verdict === "FAULTY" && faults.length === 0;
  return { ...judgement, faults, verdict: clean ? "GOOD" : judgement.verdict };
}

/** A key that was made for this form and waits to be saved is still there, so its CSR is, too. */
function firstValues(values: DuplicateValues, purpose: string): DuplicateValues {
  return values.csr === "" ? { ...values, csr: unsavedKey(purpose)?.csr ?? "" } : values;
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
