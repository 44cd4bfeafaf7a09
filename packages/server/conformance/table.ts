import type { Judged } from "./judge.ts";
import type { Tool } from "./tool.ts";
import type { Waiver } from "./waivers.ts";

/**
 * The result as Markdown, without a date or a fingerprint: rows are kinds of items, columns tools. A cell says how many items
 * passed; "3 of 5" is a failure; a small number points at a waiver below.
 */
export function table(tools: readonly Tool[], judged: readonly Judged[], waivers: readonly Waiver[]): string {
  const rows = [...new Set(judged.map(({ item }) => item.row))].map((row) => {
    const own = judged.filter(({ item }) => item.row === row);
    const count = new Set(own.map(({ item }) => item.id)).size;
    const cells = tools.map(({ name }) =>
      cell(
        own.filter(({ tool }) => tool === name),
        count,
        waivers,
      ),
    );
    return [`${row} (${count})`, ...cells];
  });
  const head = ["what was signed (how many)", ...tools.map(({ name }) => name)];
  return [grid([head, ...rows]), grid(waiverRows(waivers))].join("\n\n");
}

function cell(judged: readonly Judged[], count: number, waivers: readonly Waiver[]): string {
  if (judged.length === 0) return "–";
  const passed = judged.filter(({ failed }) => failed.length === 0).length;
  const used = new Set(judged.flatMap(({ waived }) => waived.map(({ waiver }) => letterOf(waiver, waivers))));
  const marks = used.size > 0 ? ` (${[...used].sort().join(", ")})` : "";
  return `${passed === count ? "✓" : `${passed} of ${count}`}${marks}`;
}

/** Waivers with one reason share a letter. */
function letterOf({ reason }: Waiver, waivers: readonly Waiver[]): string {
  const reasons = [...new Set(waivers.map((waiver) => waiver.reason))];
  return String.fromCharCode("a".charCodeAt(0) + reasons.indexOf(reason));
}

function waiverRows(waivers: readonly Waiver[]): string[][] {
  const letters = [...new Set(waivers.map((waiver) => letterOf(waiver, waivers)))];
  const rows = letters.map((letter) => {
    const own = waivers.filter((waiver) => letterOf(waiver, waivers) === letter);
    return [letter, own.map(({ tool, finding }) => `${tool} \`${finding}\``).join("; "), own[0]!.reason];
  });
  return [["", "waived", "because"], ...rows];
}

/** A Markdown table with columns as wide as their longest cell. */
function grid([head, ...rows]: string[][]): string {
  const widths = head!.map((title, at) =>
    Math.max(3, ...[title, ...rows.map((row) => row[at]!)].map((text) => text.length)),
  );
  const line = (cells: string[]) => `| ${cells.map((text, at) => text.padEnd(widths[at]!)).join(" | ")} |`;
  return [line(head!), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...rows.map(line)].join("\n");
}
