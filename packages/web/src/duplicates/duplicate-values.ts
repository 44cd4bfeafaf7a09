import type { SignatureHash } from "@duplicert/shared/signature-hash";
import type { RequestDuplicateInput } from "../gql/graphql.ts";

/** What is filled in. Null means the default, which the server works out again at approval. */
export interface DuplicateValues {
  csr: string;
  dnsNames: string[] | null;
  commonName: string | null;
  /** The day picked as the last one, YYYY-MM-DD in UTC. */
  lastDay: string | null;
  signatureHash: SignatureHash;
  serverPlatform: string;
  serverName: string;
  comments: string;
}

/** What is sent. `validTo` is the instant of the day picked; a default is left out, so that it stays one. */
export function toInput(
  orderNumber: number,
  values: DuplicateValues,
  { csr, validTo, skipApproval }: { csr: string; validTo: Date | null; skipApproval: boolean },
): Omit<RequestDuplicateInput, "idempotencyKey"> {
  return {
    orderNumber,
    csr,
    dnsNames: values.dnsNames,
    commonName: values.commonName,
    validTo: validTo?.toISOString() ?? null,
    signatureHash: values.signatureHash,
    serverPlatform: values.serverPlatform,
    serverName: values.serverName.trim() || null,
    comments: values.comments.trim() || null,
    skipApproval,
  };
}

/** One attempt to request a duplicate: the same input carries the same key, so that repeating it does nothing twice. */
export interface Attempt {
  input: string;
  key: string;
}

/** The attempt that `input` belongs to: the last one when it is the same, so that a retry after a lost answer is one. */
export function attemptOf(input: object, last: Attempt | null): Attempt {
  const text = JSON.stringify(input);
  return last?.input === text ? last : { input: text, key: randomKey() };
}

// Not crypto.randomUUID(), which a page on plain http lacks.
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Keeps what is filled in, for this tab, across a reload or a new sign-in. `name` tells viewer and order. */
export function keepDraft(name: string, draft: { values: DuplicateValues; attempt: Attempt | null }): void {
  sessionStorage.setItem(draftKey(name), JSON.stringify(draft));
}

/** What was kept; null when there is nothing, or what is there was kept by another version of this application. */
export function keptDraft(
  name: string,
  empty: DuplicateValues,
): { values: DuplicateValues; attempt: Attempt | null } | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(draftKey(name)) ?? "null");
    if (draft === null || Object.keys(empty).some((key) => !(key in draft.values))) return null;
    return draft;
  } catch {
    return null;
  }
}

/** Forgets what was kept. */
export function dropDraft(name: string): void {
  sessionStorage.removeItem(draftKey(name));
}

const draftKey = (name: string) => `duplicert.duplicate.${name}`;
