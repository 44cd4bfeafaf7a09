import { skipToken, useQuery } from "@apollo/client/react";
import type { Csr } from "@duplicert/shared/csr";
import type { CsrFaultCode } from "@duplicert/shared/csr-faults";
import { useDebouncedValue } from "@mantine/hooks";
import { useRef } from "react";
import type { CsrFieldInspectionQuery } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import { useCsrReading } from "./use-csr-reading.ts";

const inspectCsr = graphql(`
  query CsrFieldInspection($csr: String!, $orderNumber: Int, $serverName: String) {
    inspectCsr(csr: $csr, orderNumber: $orderNumber, serverName: $serverName) {
      faults {
        code
        found
      }
      warnings {
        code
        found
      }
    }
  }
`);

/** One thing that is wrong with a CSR, and what was found instead, in a word or two. */
export interface JudgedFault {
  code: CsrFaultCode;
  found: string | null;
}

type Inspection = CsrFieldInspectionQuery["inspectCsr"];
type CsrVerdict = "EMPTY" | "READING" | "PRIVATE_KEY" | "FAULTY" | "ASKING" | "UNREACHABLE" | "GOOD";

export interface CsrJudgement {
  verdict: CsrVerdict;
  csr: Csr | null;
  faults: JudgedFault[];
  /** What is allowed here, and worth knowing. */
  warnings: JudgedFault[];
  verifiedHere: boolean;
  askAgain: () => void;
}

/**
 * Judges a CSR while it is typed: first here, then, once it is a readable CSR, by the server, which also knows the keys
 * that were used before. Only the CSR itself is sent, never the text around it.
 */
export function useCsrJudgement(text: string, orderNumber: number | null, serverName: string): CsrJudgement {
  const reading = useCsrReading(text);
  const pem = reading?.csr?.pem ?? null;
  const [asked] = useDebouncedValue(pem, 400);
  const [server] = useDebouncedValue(serverName.trim(), 400);
  const settled = asked !== null && asked === pem;
  const { data, error, refetch } = useQuery(
    inspectCsr,
    settled
      ? { variables: { csr: asked, orderNumber, serverName: server || null }, fetchPolicy: "network-only" }
      : skipToken,
  );
  // Another server's name is asked about without a word; the CSR's verdict stands meanwhile.
  const last = useRef<{ csr: string; inspection: Inspection } | null>(null);
  if (settled && data) last.current = { csr: asked, inspection: data.inspectCsr };
  const inspection = settled && last.current?.csr === asked ? last.current.inspection : undefined;
  const here = reading?.faults ?? [];
  const faults = [...here, ...(inspection?.faults ?? []).filter(({ code }) => !here.some((one) => one.code === code))];
  return {
    verdict: verdict(),
    csr: reading?.csr ?? null,
    faults,
    warnings: inspection?.warnings ?? [],
    verifiedHere: reading?.verifiedHere ?? true,
    askAgain: () => void refetch().catch(() => undefined), // its failure is in `error`
  };

  function verdict(): CsrVerdict {
    if (text.trim() === "") return "EMPTY";
    if (!reading) return "READING";
    if (reading.privateKey) return "PRIVATE_KEY";
    if (faults.length > 0) return "FAULTY";
    if (inspection) return "GOOD";
    return settled && error ? "UNREACHABLE" : "ASKING";
  }
}
