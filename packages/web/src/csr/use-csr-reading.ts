import { type Csr, readCsr, type VerifySignature } from "@duplicert/shared/csr";
import type { CsrFault } from "@duplicert/shared/csr-faults";
import { privateKeyIn } from "@duplicert/shared/private-key-in";
import { useEffect, useState } from "react";
import { verifyWithWebCrypto } from "./verify-with-webcrypto.ts";

/** What a text is, as far as this browser can tell. */
export interface CsrReading {
  text: string;
  csr: Csr | null;
  faults: CsrFault[];
  /** There is a private key in the text: it must stay in this browser. */
  privateKey: boolean;
  /** False when only the server can check the CSR's own signature. */
  verifiedHere: boolean;
}

/** Reads the text in the browser whenever it changes; null while it is read, and while there is none. */
export function useCsrReading(text: string): CsrReading | null {
  const [reading, setReading] = useState<CsrReading | null>(null);
  useEffect(() => {
    let outdated = false;
    if (text.trim() !== "") {
      void readHere(text).then((read) => {
        if (!outdated) setReading(read);
      });
    }
    return () => {
      outdated = true;
    };
  }, [text]);
  return reading?.text === text && text.trim() !== "" ? reading : null;
}

/** Reads a text in the browser. What WebCrypto cannot verify is read all the same; its signature is the server's to judge. */
async function readHere(text: string): Promise<CsrReading> {
  let verifiedHere = true;
  const verify: VerifySignature = async (...parts) => {
    const verified = await verifyWithWebCrypto(...parts);
    verifiedHere = verified !== null;
    return verified ?? true;
  };
  const { csr, faults } = await readCsr(text, verify);
  const privateKey = privateKeyIn(text) !== null;
  return { text, csr: privateKey ? null : csr, faults, privateKey, verifiedHere };
}
