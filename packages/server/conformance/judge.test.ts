import { expect, test } from "@jest/globals";
import type { Finding, Item, ItemKind } from "./item.ts";
import { blindSpots, faultsOf, judge } from "./judge.ts";
import { table } from "./table.ts";
import type { Tool } from "./tool.ts";
import type { Waiver } from "./waivers.ts";

const item = (id: string, kind: ItemKind = "certificate"): Item => ({
  ...{ id, kind, row: "a row", der: "", pem: "", issuerDer: "", issuerPem: "", type: "" },
  ...{ hostName: null, key: null, crlAddress: null, aboutDer: null, aboutPem: null },
});
const tool: Tool = {
  name: "a tool",
  needs: [],
  judges: ({ kind }) => kind === "certificate",
  judge: async () => new Map(),
};
const finding = (id: string, level: Finding["level"]): Finding => ({ id, level, text: "" });
const waiver: Waiver = { tool: "a tool", finding: "w_one", on: ["OV-"], reason: "BR 1" };
const items = [item("OV-1"), item("DV-1"), item("crl", "crl")];

function judged(findings: Record<string, Finding[]>, waivers: Waiver[] = []) {
  return judge(tool, items, new Map(Object.entries(findings)), waivers);
}

test.each(["fatal", "error", "warning"] as const)("a finding of level %s fails a run", (level) => {
  const one = judged({ "OV-1": [finding("w_one", level)], "DV-1": [] });
  expect(faultsOf(one, [])).toEqual([`a tool: ${level} w_one on OV-1`]);
  expect(table([tool], one, [])).toContain("| a row (2)                  | 1 of 2 |");
});

test.each(["notice", "info"] as const)("a finding of level %s is kept and fails nothing", (level) => {
  const one = judged({ "OV-1": [finding("n_one", level)], "DV-1": [] });
  expect(faultsOf(one, [])).toEqual([]);
  expect(one[0]!.noted).toHaveLength(1);
});

test("a waiver covers its own finding on its own certificates, and no other", () => {
  const findings = {
    "OV-1": [finding("w_one", "warning"), finding("w_two", "warning")],
    "DV-1": [finding("w_one", "error")],
  };
  const one = judged(findings, [waiver]);
  expect(faultsOf(one, [waiver])).toEqual(["a tool: warning w_two on OV-1", "a tool: error w_one on DV-1"]);
});

test("a waiver that nothing needs fails a run", () => {
  expect(faultsOf(judged({ "OV-1": [], "DV-1": [] }, [waiver]), [waiver])).toEqual([
    "The waiver of w_one for a tool is not needed; remove it.",
  ]);
});

test("a tool that says nothing of an item that it has to judge is an error", () => {
  expect(() => judged({ "OV-1": [] })).toThrow("a tool says nothing of DV-1.");
});

test("a tool must notice what is spoiled, in the words expected of it, and be given something to notice of each kind", () => {
  const spoiled = { id: "a bad one", kind: "certificate" as const, seenBy: { "a tool": /e_bad/ } };
  const said = (...findings: Finding[]) => [{ ...spoiled, said: new Map([["a tool", findings]]) }];
  expect(blindSpots([tool], items, said(finding("e_bad", "error")))).toEqual([]);
  expect(blindSpots([tool], items, said(finding("e_other", "error")))).toHaveLength(1);
  expect(blindSpots([tool], items, said(finding("e_bad", "notice")))).toHaveLength(1);
  expect(blindSpots([tool], items, [])).toEqual([
    "Nothing spoiled of the kind certificate is there for a tool to notice.",
  ]);
  const unwatched = { ...spoiled, seenBy: {}, said: new Map() };
  expect(blindSpots([], items, [unwatched])).toEqual(["No tool is expected to notice a bad one."]);
});
