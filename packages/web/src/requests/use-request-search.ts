import { useLocation, useSearchParams } from "react-router";
import type { RequestStatus } from "../gql/graphql.ts";
import en from "../words/en.json";

/** How many requests a page of the list holds. */
export const pageSize = 25;

const statuses = Object.keys(en.status.request) as RequestStatus[];

/** What the list may be narrowed to: those that wait for a person, all, or one status. */
export const requestFilters = ["WAITING", "ALL", ...statuses] as const;
export type RequestFilter = (typeof requestFilters)[number];

/** What the list may be narrowed to: requests for anything, or for one thing. */
export const requestKinds = ["ALL", "ORIGINAL", "REISSUE", "DUPLICATE", "REVOCATION"] as const;
export type RequestKindFilter = (typeof requestKinds)[number];

/** Reads filters, page and open request from the URL, and writes them there. */
export function useRequestSearch() {
  const [params, setParams] = useSearchParams();
  const { state } = useLocation();
  const filter = requestFilters.find((one) => one === params.get("status")) ?? "WAITING";
  const kind = requestKinds.find((one) => one === params.get("type")) ?? "ALL";
  const change = (name: "status" | "type" | "view", value: string | null) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        if (name !== "view") after.delete("after");
        return after;
      },
      // A pane that opens is no page of its own: Back leads to where one came from.
      { replace: name === "view", preventScrollReset: true, state: name === "view" ? state : null },
    );
  return {
    filter,
    status: statusesOf(filter),
    kind,
    kinds: kind === "ALL" ? null : [kind],
    after: params.get("after"),
    view: params.get("view"),
    setFilter: (wanted: RequestFilter) => change("status", wanted === "WAITING" ? null : wanted),
    setKind: (wanted: RequestKindFilter) => change("type", wanted === "ALL" ? null : wanted),
    setView: (id: string | null) => change("view", id),
  };
}

function statusesOf(filter: RequestFilter): RequestStatus[] | null {
  if (filter === "WAITING") return ["SUBMITTED", "PENDING"];
  return filter === "ALL" ? null : [filter];
}
