import { useMutation } from "@apollo/client/react";
import { useRef, useState } from "react";
import type { ContactValues } from "../forms/contacts-field.tsx";
import type { ImportOrderFormMutation } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";

const importOrder = graphql(`
  mutation ImportOrderForm($input: ImportOrderInput!) {
    importOrder(input: $input) {
      __typename
      ... on Order {
        id
        number
        status
      }
      ... on ImportRefused {
        reasons {
          code
          subject
          found
          url
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

type Result = ImportOrderFormMutation["importOrder"];
export type ImportOutcome = Exclude<Result, { __typename: "Order" }> | "NO_ANSWER";

/** What is filled in. */
export interface ImportValues {
  text: string;
  contacts: ContactValues[];
  serverPlatform: string;
}

/** Sends the form once, however often its button is pressed, and knows what came of it. */
export function useImport(onImported: (number: number) => void) {
  const [send, { loading }] = useMutation(importOrder, {
    update: (cache) => {
      for (const fieldName of ["orders", "domains"]) cache.evict({ id: "ROOT_QUERY", fieldName });
    },
  });
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null);
  const underWay = useRef(false);

  const submit = async ({ text, contacts, serverPlatform }: ImportValues): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    setOutcome(null);
    const written = contacts
      .map(({ kind, name, email }) => ({ kind, name: name.trim(), email: email.trim() }))
      .filter(({ name, email }) => name !== "" || email !== "");
    const input = { certificatePem: text, contacts: written, serverPlatform };
    const answer = await send({ variables: { input } }).catch(() => null);
    underWay.current = false;
    const result = answer?.data?.importOrder;
    if (result?.__typename === "Order") return onImported(result.number);
    setOutcome(result ?? "NO_ANSWER");
  };

  return { submit, sending: loading, outcome, forgetOutcome: () => setOutcome(null) };
}
