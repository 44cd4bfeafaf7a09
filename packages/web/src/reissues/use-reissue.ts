import { useMutation } from "@apollo/client/react";
import { type CsrTool, csrCommand, csrToolOf } from "@duplicert/shared/csr-command";
import { wishedNames } from "@duplicert/shared/duplicate-refusals";
import { KeyChoice } from "@duplicert/shared/key-choices";
import { reissueEffect } from "@duplicert/shared/reissue-effect";
import { reissueRequestRefusals } from "@duplicert/shared/reissue-request-refusals";
import { useEffect, useState } from "react";
import { useCsrJudgement } from "../csr/use-csr-judgement.ts";
import { dropDraft, keepDraft, keptDraft } from "../forms/draft.ts";
import { useAttempt } from "../forms/use-attempt.ts";
import type { ReissueForm_OrderFragment, RequestReissueFormMutation, RequestReissueInput } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { unsavedKey, useKeptKey } from "../keys/kept-keys.ts";
import { emptyReissue, type ReissueValues, toFacts, toInput, toWish } from "./reissue-values.ts";
import { useReissuePreview } from "./use-reissue-preview.ts";

const requestReissue = graphql(`
  mutation RequestReissueForm($input: RequestReissueInput!) {
    requestReissue(input: $input) {
      __typename
      ... on ReissueRequest {
        id
        status
      }
      ... on CsrRejected {
        faults {
          code
          found
        }
      }
      ... on ReissueRefused {
        reasons {
          code
          subject
          url
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

type Result = RequestReissueFormMutation["requestReissue"];
export type ReissueOutcome = Exclude<Result, { __typename: "ReissueRequest" }> | "NO_ANSWER";

interface ReissueOptions {
  order: ReissueForm_OrderFragment;
  certificate: NonNullable<ReissueForm_OrderFragment["certificate"]>;
  viewerId: string;
  now: Date;
  onRequested: () => void;
}

/** The state of the form: what is filled in, what it would do, what the shared rule says to it, and what came of sending it. */
export function useReissue({ order, certificate, viewerId, now, onRequested }: ReissueOptions) {
  const draftName = `reissue.${viewerId}.${order.number}`;
  const [kept] = useState(() =>
    keptDraft<ReissueValues, RequestReissueInput>(draftName, emptyReissue(order, certificate)),
  );
  const [values, setValues] = useState(() => firstValues(kept?.values ?? emptyReissue(order, certificate), draftName));
  const [keyChoice, setKeyChoice] = useState<KeyChoice>(KeyChoice.RSA_2048);
  const [chosenTool, setTool] = useState<CsrTool | null>(null);
  const [pressed, setPressed] = useState(false);
  const [request] = useMutation(requestReissue, {
    update: (cache) => {
      for (const fieldName of ["certificateRequests", "orders", "domains"])
        cache.evict({ id: "ROOT_QUERY", fieldName });
    },
  });
  const { send, sending, unanswered, outcome, forgetOutcome } = useAttempt<RequestReissueInput, Result>({
    kept: kept?.attempt ?? null,
    ask: async (input) => (await request({ variables: { input } })).data?.requestReissue ?? null,
    done: (result) => {
      if (result.__typename !== "ReissueRequest") return false;
      dropDraft(draftName);
      onRequested();
      return true;
    },
  });
  const judgement = useCsrJudgement(values.csr, order.number, values.serverName);
  const madeHere = useKeptKey(({ csr }) => csr === values.csr);
  const keyUnsaved = madeHere !== null && !madeHere.saved;

  const isDv = order.product.validationType === "DV";
  const names = wishedNames(certificate, values);
  const effect = reissueEffect(certificate.dnsNames, names.dnsNames);
  const preview = useReissuePreview(order.number, names.dnsNames);
  const here = reissueRequestRefusals(toFacts(order, certificate), toWish(values, isDv), now, null);
  // the server knows the public suffixes, too
  const there = (preview?.refusals ?? []).filter(({ subject }) => !here.some((one) => one.subject === subject));
  const refusals = [...here, ...there];
  const tool = chosenTool ?? csrToolOf(values.serverPlatform);

  // Only what is a CSR is kept: a private key must not be written anywhere. Nor is a CSR whose key a reload would lose.
  const csrToKeep = judgement.csr && !keyUnsaved ? values.csr : "";
  useEffect(
    () => keepDraft(draftName, { values: { ...values, csr: csrToKeep }, attempt: unanswered }),
    [draftName, values, csrToKeep, unanswered],
  );

  const set = (changed: Partial<ReissueValues>) => {
    setValues((before) => ({ ...before, ...changed }));
    if (changed.serverPlatform) setTool(null);
    forgetOutcome();
  };
  /** Other names, another effect: what was agreed to before counts for that alone. */
  const chooseNames = (dnsNames: string[], commonName: string) => set({ dnsNames, commonName, revokeEarlier: false });
  const keepNames = () => set({ dnsNames: null, commonName: null, revokeEarlier: false });

  return {
    values,
    set,
    chooseNames,
    keepNames,
    isDv,
    names,
    effect,
    preview,
    tool,
    setTool,
    keyChoice,
    setKeyChoice,
    madeHere,
    keyPurpose: { purpose: draftName, ...names },
    judgement,
    csrProblem: pressed ? csrProblem() : null,
    /** That something has not been filled in yet is said when the form is sent. */
    refusals: pressed ? refusals : refusals.filter(({ code }) => !notYet.includes(code)),
    command: csrCommand(tool, names.commonName, names.dnsNames, keyChoice),
    outcome: outcome as ReissueOutcome | null,
    sending,
    submit,
  };

  function csrProblem() {
    const { verdict } = judgement;
    if (verdict === "EMPTY" || verdict === "FAULTY" || verdict === "PRIVATE_KEY") return verdict;
    return keyUnsaved ? ("KEY_UNSAVED" as const) : null;
  }

  /** Sends the form once, however often the button is pressed; false when there is something to mend first. */
  async function submit(skipApproval: boolean): Promise<boolean> {
    setPressed(true);
    const csr = judgement.csr?.pem;
    if (!csr || csrProblem() || refusals.length > 0) return false;
    await send(JSON.stringify([values, skipApproval]), () =>
      toInput(order.number, values, { csr, isDv, skipApproval }),
    );
    return true;
  }
}

const notYet = ["DOMAIN_METHOD_NEEDED", "REVOCATION_NOT_CONFIRMED"];

/** A key that was made for this form and waits to be saved is still there, so its CSR is, too. */
function firstValues(values: ReissueValues, purpose: string): ReissueValues {
  return values.csr === "" ? { ...values, csr: unsavedKey(purpose)?.csr ?? "" } : values;
}
