import type { Tool } from "../tool.ts";
import { goNeeds, goProgram } from "./go-program.ts";
import { askProgram } from "./manifest.ts";

/** Go's crypto/x509: chain, name and purpose of certificates, and the signatures of CRLs and OCSP responses. */
export const go: Tool = {
  name: "Go",
  needs: goNeeds,
  judges: () => true,
  judge: async (bench, items) => askProgram(bench, items, await goProgram("verify"), []),
};
