import { useMutation } from "@apollo/client/react";
import { type CsrTool, csrCommand, csrToolOf } from "@duplicert/shared/csr-command";
import { normalizeDnsName } from "@duplicert/shared/dns-name";
import { KeyChoice } from "@duplicert/shared/key-choices";
import type { OrderRefusal } from "@duplicert/shared/order-refusal";
import { placementRefusals } from "@duplicert/shared/order-refusals";
import { useEffect, useState } from "react";
import { useCsrJudgement } from "../csr/use-csr-judgement.ts";
import { dropDraft, keepDraft, keptDraft } from "../forms/draft.ts";
import { useAttempt } from "../forms/use-attempt.ts";
import type { PlacementForm_OrganizationFragment, PlaceOrderFormMutation, PlaceOrderInput } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { unsavedKey, useKeptKey } from "../keys/kept-keys.ts";
import { type ChosenNames, emptyPlacement, type PlacementValues, toInput, toWish } from "./placement-values.ts";

const placeOrder = graphql(`
  mutation PlaceOrderForm($input: PlaceOrderInput!) {
    placeOrder(input: $input) {
      __typename
      ... on Order {
        id
        number
        status
      }
      ... on CsrRejected {
        faults {
          code
          found
        }
      }
      ... on OrderRefused {
        reasons {
          code
          subject
          url
          message
          remedy
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

type Result = PlaceOrderFormMutation["placeOrder"];
export type PlacementOutcome = Exclude<Result, { __typename: "Order" }> | "NO_ANSWER";

interface PlacementOptions {
  viewer: { id: string; name: string; email: string };
  organizations: readonly PlacementForm_OrganizationFragment[];
  isDv: (product: string) => boolean;
  now: Date;
  onPlaced: (number: number) => void;
}

/** The state of the form: what is filled in, what the shared rule says to it, and what came of sending it. */
export function usePlacement({ viewer, organizations, isDv: isDvOf, now, onPlaced }: PlacementOptions) {
  const draftName = `order.${viewer.id}`;
  const [kept] = useState(() => keptDraft<PlacementValues, PlaceOrderInput>(draftName, emptyPlacement(viewer)));
  const [values, setValues] = useState(() => firstValues(kept?.values ?? emptyPlacement(viewer), draftName));
  const [keyChoice, setKeyChoice] = useState<KeyChoice>(KeyChoice.RSA_2048);
  const [chosenTool, setTool] = useState<CsrTool | null>(null);
  const [pressed, setPressed] = useState(false);
  const [place] = useMutation(placeOrder, {
    update: (cache) => {
      for (const fieldName of ["orders", "certificateRequests", "domains"])
        cache.evict({ id: "ROOT_QUERY", fieldName });
    },
  });
  const { send, sending, unanswered, outcome, forgetOutcome } = useAttempt<PlaceOrderInput, Result>({
    kept: kept?.attempt ?? null,
    ask: async (input) => (await place({ variables: { input } })).data?.placeOrder ?? null,
    done: (result) => {
      if (result.__typename !== "Order") return false;
      dropDraft(draftName);
      onPlaced(result.number);
      return true;
    },
  });
  const judgement = useCsrJudgement(values.csr, null, values.serverName);
  const madeHere = useKeptKey(({ csr }) => csr === values.csr);
  const keyUnsaved = madeHere !== null && !madeHere.saved;

  const isDv = isDvOf(values.product);
  const names = namesOf(values, judgement.csr);
  const organization = organizations.find(({ id }) => id === values.organizationId) ?? null;
  const facts = { organization: isDv ? null : organization, signatureHashes: null, suffix: null };
  const refusals = placementRefusals(facts, toWish(values, names, isDv, now), now);
  const tool = chosenTool ?? csrToolOf(values.serverPlatform);

  // Only what is a CSR is kept: a private key must not be written anywhere. Nor is a CSR whose key a reload would lose.
  const csrToKeep = judgement.csr && !keyUnsaved ? values.csr : "";
  useEffect(
    () => keepDraft(draftName, { values: { ...values, csr: csrToKeep }, attempt: unanswered }),
    [draftName, values, csrToKeep, unanswered],
  );

  const set = (changed: Partial<PlacementValues>) => {
    setValues((before) => ({ ...before, ...changed }));
    if (changed.serverPlatform) setTool(null);
    forgetOutcome();
  };

  return {
    values,
    set,
    isDv,
    names,
    organization,
    tool,
    setTool,
    keyChoice,
    setKeyChoice,
    madeHere,
    keyPurpose: { purpose: draftName, ...names },
    judgement,
    csrProblem: pressed ? csrProblem() : null,
    /** Shown once somebody tried to send the form. */
    refusals: pressed ? refusals : refusals.filter(isAboutWritten),
    command: csrCommand(tool, names.commonName, names.dnsNames, keyChoice),
    outcome: outcome as PlacementOutcome | null,
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
      toInput(values, names, { csr, isDv, now: new Date(Date.now()), skipApproval }),
    );
    return true;
  }
}

/** What is said at once; that something has not been filled in yet is said when the form is sent. */
function isAboutWritten({ code }: OrderRefusal): boolean {
  return ![
    "NO_NAMES",
    "ORGANIZATION_NEEDED",
    "DOMAIN_METHOD_NEEDED",
    "CONTACT_NEEDED",
    "CONTACT_NOT_AN_ADDRESS",
  ].includes(code);
}

/** Those that were written, or else the CSR's; a common name that is none of them is not taken over. */
function namesOf(
  { dnsNames, commonName }: PlacementValues,
  csr: { dnsNames: string[]; commonName: string | null } | null,
): ChosenNames {
  const common = csr?.commonName ? [csr.commonName] : [];
  const written = dnsNames ?? [...(csr?.dnsNames ?? []), ...common].flatMap((name) => normalizeDnsName(name) ?? []);
  const names = [...new Set(written)];
  const usual = commonName ?? normalizeDnsName(csr?.commonName ?? "") ?? "";
  return { dnsNames: names, commonName: names.includes(usual) ? usual : (names[0] ?? "") };
}

/** A key that was made for this form and waits to be saved is still there, so its CSR is, too. */
function firstValues(values: PlacementValues, purpose: string): PlacementValues {
  return values.csr === "" ? { ...values, csr: unsavedKey(purpose)?.csr ?? "" } : values;
}
