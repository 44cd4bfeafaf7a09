import { useApolloClient, useMutation } from "@apollo/client/react";
import { evidenceRefusals } from "@duplicert/shared/verification-refusals";
import { useState } from "react";
import type {
  OrganizationProofKind,
  VerificationEvidenceKind,
  VerificationRefusalCode,
  VerificationSubject,
} from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";

const addEvidence = graphql(`
  mutation AddVerificationEvidencePage($input: AddVerificationEvidenceInput!) {
    result: addVerificationEvidence(input: $input) {
      __typename
      ... on OrganizationVerification {
        id
        missing
        secondPersonRequired
        ...VerificationEvidence_verification
      }
      ... on VerificationRefused {
        reasons {
          code
          subject
        }
      }
      ... on Problem {
        message
      }
    }
  }
`);

/** What stands in the fields of the form. */
export interface EvidenceValues {
  subjects: VerificationSubject[];
  kind: VerificationEvidenceKind;
  reference: string;
  note: string;
  contactId: string | null;
  document: File | null;
}

interface Refusal {
  code: VerificationRefusalCode;
  subject: VerificationSubject | null;
}

/** Why nothing was written down, where it is not about what was filled in. */
export type EvidenceProblem = "NotPermitted" | "VerificationNotFound" | "VerificationNotOpen" | "NO_ANSWER";

/** Writes down a piece of evidence; `add` tells whether it was taken. */
export function useAddEvidence({ id, kind }: { id: string; kind: OrganizationProofKind }) {
  const client = useApolloClient();
  const [ask] = useMutation(addEvidence);
  const [adding, setAdding] = useState(false);
  const [refusals, setRefusals] = useState<Refusal[]>([]);
  const [problem, setProblem] = useState<EvidenceProblem | null>(null);

  const add = async ({ document, subjects, contactId, ...values }: EvidenceValues): Promise<boolean> => {
    setProblem(null);
    const [reference, note] = [values.reference.trim(), values.note.trim() || null];
    const bytes =
      document &&
      (await document
        .arrayBuffer()
        .then((read) => new Uint8Array(read))
        .catch(() => null));
    const facts = document && { mediaType: document.type, bytes };
    const wish = { subjects, kind: values.kind, reference, contact: contactId ? true : null, document: facts };
    const foreseen = evidenceRefusals(kind, wish);
    setRefusals(foreseen);
    if (foreseen.length > 0) return false;
    setAdding(true);
    const file = document && bytes && { name: document.name, mediaType: document.type, base64: base64(bytes) };
    const input = { verificationId: id, subjects, kind: values.kind, reference, note, contactId, document: file };
    const result = (await ask({ variables: { input } }).catch(() => null))?.data?.result;
    setAdding(false);
    if (result?.__typename === "OrganizationVerification") return true;
    if (result?.__typename === "VerificationRefused") setRefusals(result.reasons);
    else setProblem(result?.__typename ?? "NO_ANSWER");
    if (result?.__typename === "VerificationNotOpen") void client.refetchQueries({ include: "active" });
    return false;
  };

  const forget = () => {
    setRefusals([]);
    setProblem(null);
  };

  return { add, adding, refusals, problem, forget };
}

// In pieces: the arguments of one call are limited.
function base64(bytes: Uint8Array): string {
  let characters = "";
  for (let at = 0; at < bytes.length; at += 8192) characters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(characters);
}
