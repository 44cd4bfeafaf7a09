/** What a request can be. */
export type RequestType = "OrderRequest" | "ReissueRequest" | "DuplicateRequest" | "RevocationRequest";

const types: readonly string[] = ["OrderRequest", "ReissueRequest", "DuplicateRequest", "RevocationRequest"];

/** Whether an answer is a request, and not why there is none. */
export function isRequest<A extends { __typename: string }>(
  answer: A,
): answer is Extract<A, { __typename: RequestType }> {
  return types.includes(answer.__typename);
}
