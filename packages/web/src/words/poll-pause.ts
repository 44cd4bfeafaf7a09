import type { RequestStatus } from "../gql/graphql.ts";

/** How long to wait, in milliseconds, before asking again while a request is under way; null when all have come to their end. */
export function pollPause(statuses: readonly RequestStatus[]): number | null {
  if (statuses.includes("APPROVED")) return 2_000; // the certificate authority is at work: seconds
  return statuses.some((status) => status === "SUBMITTED" || status === "PENDING") ? 15_000 : null; // a person is
}
