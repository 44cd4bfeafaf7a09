import type { Finding, Item, ItemKind, Verdicts } from "./item.ts";
import type { Tool } from "./tool.ts";
import type { Waiver } from "./waivers.ts";

/** What one tool said of one item, after the waivers. */
export interface Judged {
  item: Item;
  tool: string;
  failed: Finding[];
  waived: { finding: Finding; waiver: Waiver }[];
  noted: Finding[];
}

const fails = ({ level }: Finding) => level === "fatal" || level === "error" || level === "warning";

/** Sorts every finding of a tool. Throws when it said nothing of an item that it has to judge. */
export function judge(tool: Tool, items: readonly Item[], verdicts: Verdicts, waivers: readonly Waiver[]): Judged[] {
  const own = waivers.filter((waiver) => waiver.tool === tool.name);
  return items.filter(tool.judges).map((item) => {
    const findings = verdicts.get(item.id);
    if (!findings) throw new Error(`${tool.name} says nothing of ${item.id}.`);
    const waiverOf = ({ id }: Finding) =>
      own.find(({ finding, on }) => finding === id && on.some((start) => item.id.startsWith(start)));
    const serious = findings.filter(fails).map((finding) => ({ finding, waiver: waiverOf(finding) }));
    return {
      item,
      tool: tool.name,
      failed: serious.filter(({ waiver }) => !waiver).map(({ finding }) => finding),
      waived: serious.flatMap(({ finding, waiver }) => (waiver ? [{ finding, waiver }] : [])),
      noted: findings.filter((finding) => !fails(finding)),
    };
  });
}

/** Why a run fails by what was found: every serious finding without a waiver, and every waiver without a finding. */
export function faultsOf(judged: readonly Judged[], waivers: readonly Waiver[]): string[] {
  const found = judged.flatMap(({ item, tool, failed }) =>
    failed.map(
      ({ id, level, text }) => `${tool}: ${level} ${id} on ${item.id}${text === "" || text === id ? "" : `: ${text}`}`,
    ),
  );
  const used = new Set(judged.flatMap(({ waived }) => waived.map(({ waiver }) => waiver)));
  const idle = waivers.filter((waiver) => !used.has(waiver));
  return [
    ...found,
    ...idle.map(({ tool, finding }) => `The waiver of ${finding} for ${tool} is not needed; remove it.`),
  ];
}

/** Why a run fails by what was not found: a tool that let something spoiled pass, or was never put to the test. */
export function blindSpots(
  tools: readonly Tool[],
  items: readonly Item[],
  spoiled: readonly SpoiledVerdict[],
): string[] {
  const missed = spoiled.flatMap(({ id, seenBy, said }) =>
    Object.entries(seenBy).flatMap(([tool, words]) => {
      const findings = said.get(tool) ?? [];
      const seen = findings.some((one) => fails(one) && words.test(`${one.id} ${one.text}`));
      return seen ? [] : [`${tool} does not notice ${id}: ${JSON.stringify(findings)}`];
    }),
  );
  const untested = tools.flatMap(({ name, judges }) =>
    [...new Set(items.filter(judges).map(({ kind }) => kind))]
      .filter((kind) => !spoiled.some((one) => one.kind === kind && name in one.seenBy))
      .map((kind) => `Nothing spoiled of the kind ${kind} is there for ${name} to notice.`),
  );
  const unwatched = spoiled.filter(({ seenBy }) => Object.keys(seenBy).length === 0);
  return [...missed, ...untested, ...unwatched.map(({ id }) => `No tool is expected to notice ${id}.`)];
}

/** Something spoiled, who must notice, and what each tool said. */
export interface SpoiledVerdict {
  id: string;
  kind: ItemKind;
  seenBy: Record<string, RegExp>;
  said: Map<string, Finding[]>;
}
