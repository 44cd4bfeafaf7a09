import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { OrderSort, OrderStatus } from "../gql/graphql.ts";
import en from "../words/en.json";

/** How many orders a page of the list holds. */
export const pageSize = 25;

export const orderStatuses = Object.keys(en.status.order) as OrderStatus[];

export const orderSorts = [
  "NUMBER_DESC",
  "NUMBER_ASC",
  "ORDER_VALID_TO_ASC",
  "ORDER_VALID_TO_DESC",
  "COMMON_NAME_ASC",
  "COMMON_NAME_DESC",
] as const satisfies readonly OrderSort[];

/** What the list of orders shows; all of it is in the URL. */
export interface OrderSearch {
  text: string;
  status: OrderStatus | null;
  sort: OrderSort;
  after: string | null;
}

/** Reads the search from the URL; `change` writes it there, and begins again at the first page. */
export function useOrderSearch() {
  const [params, setParams] = useSearchParams();
  const url = params.toString();
  const search = useMemo(() => searchOf(new URLSearchParams(url)), [url]);
  const change = (part: Partial<Omit<OrderSearch, "after">>) =>
    setParams(paramsOf({ ...search, ...part, after: null }), { replace: "text" in part, preventScrollReset: true });
  return { search, change };
}

function searchOf(params: URLSearchParams): OrderSearch {
  return {
    text: params.get("q") ?? "",
    status: orderStatuses.find((status) => status === params.get("status")) ?? null,
    sort: orderSorts.find((sort) => sort === params.get("sort")) ?? "NUMBER_DESC",
    after: params.get("after"),
  };
}

function paramsOf({ text, status, sort, after }: OrderSearch): URLSearchParams {
  const params = new URLSearchParams();
  if (text) params.set("q", text);
  if (status) params.set("status", status);
  if (sort !== "NUMBER_DESC") params.set("sort", sort);
  if (after) params.set("after", after);
  return params;
}
