import type { Tool } from "../tool.ts";
import { goNeeds, goProgram } from "./go-program.ts";
import { askProgram } from "./manifest.ts";

/** zlint, at the version in go/go.mod: certificates, CRLs and OCSP responses. */
export const zlint: Tool = {
  name: "zlint",
  needs: goNeeds,
  judges: () => true,
  judge: async (bench, items) => askProgram(bench, items, await goProgram("zlint"), []),
};
