import type { ApolloCache } from "@apollo/client";
import { useMutation } from "@apollo/client/react";
import { csrCommand } from "@duplicert/shared/csr-command";
import { duplicateRefusals } from "@duplicert/shared/duplicate-refusals";
import { endOfPickedDay } from "@duplicert/shared/validity";
import { useEffect, useRef, useState } from "react";
import { type CsrJudgement, useCsrJudgement } from "../csr/use-csr-judgement.ts";
import type { DuplicateForm_OrderFragment, RequestDuplicateFormMutation } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import type { KeyType } from "./csr-command-panel.tsx";
import { attemptOf, type DuplicateValues, dropDraft, keepDraft, keptDraft, toInput } from "./duplicate-values.ts";
import { toFacts, toWish } from "./order-facts.ts";

const requestDuplicate = graphql(`
  mutation RequestDuplicateForm($input: RequestDuplicateInput!) {
    requestDuplicate(input: $input) {
      __typename
      ... on DuplicateRequest {
        id
        status
      }
      ... on CsrRejected {
        faults {
          code
          found
        }
      }
      ... on DuplicateRefused {
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

/** What came back instead of a request; NO_ANSWER when nothing did. */
export type Refused = Exclude<RequestDuplicateFormMutation["requestDuplicate"], { __typename: "DuplicateRequest" }>;
export type Outcome = Refused | { __typename: "NO_ANSWER" };

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
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [pressed, setPressed] = useState(false);
  const [sending, setSending] = useState<"SUBMIT" | "SUBMIT_AND_APPROVE" | null>(null);
  const attempt = useRef(kept?.attempt ?? null);
  const underWay = useRef(false);
  const [request] = useMutation(requestDuplicate, { update: forgetLists(order) });
  const judgement = useCsrJudgement(values.csr, order.number);

  const lastInstant = new Date(maxValidTo ?? order.orderValidTo);
  const validTo = values.lastDay ? endOfPickedDay(values.lastDay, lastInstant) : null;
  const refusals = duplicateRefusals(toFacts(order), toWish(values, validTo), now);
  const commonName = values.commonName ?? certificate.commonName;
  const dnsNames = values.dnsNames ?? certificate.dnsNames;

  // Only what is a CSR is kept: a private key must not be written anywhere.
  const csrToKeep = judgement.csr ? values.csr : "";
  useEffect(
    () => keepDraft(draftName, { values: { ...values, csr: csrToKeep }, attempt: attempt.current }),
    [draftName, values, csrToKeep],
  );

  const set = (changed: Partial<DuplicateValues>) => {
    setValues((before) => ({ ...before, ...changed }));
    setOutcome(null);
  };

  return {
    values,
    set,
    chooseNames,
    keyType,
    setKeyType,
    judgement,
    csrProblem: pressed && !mayBeSent(judgement) ? judgement.verdict : null,
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
    if (!csr || !mayBeSent(judgement) || refusals.length > 0) return false;
    if (underWay.current) return true;
    underWay.current = true;
    setSending(skipApproval ? "SUBMIT_AND_APPROVE" : "SUBMIT");
    setOutcome(null);
    const input = toInput(order.number, values, { csr, validTo, skipApproval });
    attempt.current = attemptOf(input, attempt.current);
    keepDraft(draftName, { values, attempt: attempt.current });
    try {
      const { data } = await request({ variables: { input: { ...input, idempotencyKey: attempt.current.key } } });
      const result = data?.requestDuplicate ?? { __typename: "NO_ANSWER" };
      if (result.__typename === "DuplicateRequest") {
        dropDraft(draftName);
        onRequested(result.id);
      } else {
        // A refusal left nothing behind: sent again, it is a new attempt.
        if (result.__typename !== "NO_ANSWER") attempt.current = null;
        setOutcome(result);
      }
    } catch {
      setOutcome({ __typename: "NO_ANSWER" });
    } finally {
      underWay.current = false;
      setSending(null);
    }
    return true;
  }
}

/** The server judges a CSR that this browser could not ask it about; one with a known fault is mended first. */
function mayBeSent({ verdict }: CsrJudgement): boolean {
  return verdict === "GOOD" || verdict === "ASKING" || verdict === "UNREACHABLE";
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

/** Lists that now hold one more are asked for again when they are next shown. */
function forgetLists(order: { __typename: "Order"; id: string }) {
  return (cache: ApolloCache) => {
    cache.evict({ id: "ROOT_QUERY", fieldName: "certificateRequests" });
    cache.evict({ id: cache.identify(order), fieldName: "duplicateRequests" });
  };
}
