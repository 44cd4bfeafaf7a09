import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import type { ReportPastedKeyMutation } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import type { KeyProblem } from "./read-private-key.ts";

const reportPastedKey = graphql(`
  mutation ReportPastedKey($proof: String!) {
    reportCompromisedKey(input: { proof: $proof }) {
      __typename
      ... on CompromisedKey {
        spkiSha256
        certificates {
          id
          status
          commonName
          serverName
          order {
            id
            number
          }
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

type Banned = Extract<ReportPastedKeyMutation["reportCompromisedKey"], { __typename: "CompromisedKey" }>;
/** A certificate of the viewer's account on a key that was reported. */
export type LostCertificate = Banned["certificates"][number];

/** How far the report of a pasted private key is. */
export type CompromiseReport =
  | { step: "REPORTING" }
  | { step: "UNOPENED"; problem: KeyProblem | "NOT_HERE" }
  | { step: "NO_ANSWER"; again: () => void }
  | { step: "REFUSED"; message: string }
  | { step: "BANNED"; certificates: LostCertificate[] };

/**
 * Reports private keys that were pasted. What is sent is a proof signed by each, made in this page; the keys themselves
 * stay here, and are forgotten.
 */
export function useCompromiseReport() {
  const [send] = useMutation(reportPastedKey);
  const [report, setReport] = useState<CompromiseReport | null>(null);

  const sendAll = async (proofs: string[]): Promise<void> => {
    setReport({ step: "REPORTING" });
    const certificates: LostCertificate[] = [];
    for (const proof of proofs) {
      const answer = await send({ variables: { proof } }).catch(() => null);
      const result = answer?.data?.reportCompromisedKey;
      // A proof that did arrive may be sent again: the key stays banned.
      if (!result) return setReport({ step: "NO_ANSWER", again: () => void sendAll(proofs) });
      if (result.__typename !== "CompromisedKey") return setReport({ step: "REFUSED", message: result.message });
      certificates.push(...result.certificates);
    }
    setReport({ step: "BANNED", certificates });
  };

  const start = async (text: string): Promise<void> => {
    setReport({ step: "REPORTING" });
    const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle;
    if (!subtle) return setReport({ step: "UNOPENED", problem: "NOT_HERE" });
    const { compromiseProofs } = await import("./compromise-proof.ts");
    const { proofs, problems } = await compromiseProofs(text);
    if (proofs.length > 0) return await sendAll(proofs);
    setReport({ step: "UNOPENED", problem: problems[0] ?? "UNKNOWN_KEY" });
  };

  return { report, start, close: () => setReport(null) };
}
