import { useMemo } from "react";
import { useSearchParams } from "react-router";

/** What a list shows; all of it is in the URL. */
export interface ListSearch<Name extends string> {
  text: string;
  /** What was chosen in each of the list's fields, as it stands in the URL: null for what nobody chose. */
  chosen: Record<Name, string | null>;
  after: string | null;
}

/** How many rows a page of a list holds. */
export const pageSize = 25;

/** Reads a list's search from the URL; `change` writes it there, and begins again at the first page. */
export function useListSearch<Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams();
  const url = params.toString();
  const search = useMemo<ListSearch<Name>>(() => {
    const read = new URLSearchParams(url);
    const chosen = Object.fromEntries(names.map((name) => [name, read.get(name)])) as Record<Name, string | null>;
    return { text: read.get("q") ?? "", chosen, after: read.get("after") };
  }, [url, names]);
  const change = (part: Partial<Record<Name | "text", string | null>>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete("after");
        for (const [name, value] of Object.entries<string | null | undefined>(part)) {
          const key = name === "text" ? "q" : name;
          if (value) after.set(key, value);
          else after.delete(key);
        }
        return after;
      },
      { replace: "text" in part, preventScrollReset: true },
    );
  return { search, change };
}
