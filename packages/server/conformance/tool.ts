import type { Bench, Item, Verdicts } from "./item.ts";

/** A command that a tool stands on, and where a Debian machine gets it. */
export interface Need {
  command: string;
  debian: string;
}

/** An outside tool. It must answer for every item that it `judges`: silence is an error. */
export interface Tool {
  name: string;
  needs: readonly Need[];
  judges(item: Item): boolean;
  judge(bench: Bench, items: readonly Item[]): Promise<Verdicts>;
}
