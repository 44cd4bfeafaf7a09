import type { SignatureHash } from "@duplicert/shared/signature-hash";
import type { PreviewDuplicateInput, RequestDuplicateInput } from "../gql/graphql.ts";

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

/**
 * What decides on the content. `validTo` is the instant of the day picked, or of a default that would move with every second;
 * another default is left out, so that it stays one.
 */
export function toContentInput(
  orderNumber: number,
  values: DuplicateValues,
  { csr, validTo }: { csr: string; validTo: Date | null },
): PreviewDuplicateInput {
  return {
    orderNumber,
    csr,
    dnsNames: values.dnsNames,
    commonName: values.commonName,
    validTo: validTo?.toISOString() ?? null,
    signatureHash: values.signatureHash,
    // not in the certificate, but an account may let one server keep its key
    serverName: values.serverName.trim() || null,
  };
}

/** What a new attempt sends: the content as it was shown, by its hash, where it was. */
export function toInput(
  content: PreviewDuplicateInput,
  values: DuplicateValues,
  { contentSha256, skipApproval }: { contentSha256: string | null; skipApproval: boolean },
): RequestDuplicateInput {
  return {
    ...content,
    contentSha256,
    serverPlatform: values.serverPlatform,
    comments: values.comments.trim() || null,
    skipApproval,
    idempotencyKey: newIdempotencyKey(),
  };
}

/**
 * An attempt to request a duplicate whose answer is not known yet. The same form sends the same input again, key and
 * all, so that a retry after a lost answer does nothing twice.
 */
export interface Attempt {
  of: string;
  input: RequestDuplicateInput;
}

/** What an attempt is recognised by: all that is filled in, and the button. */
export function attemptName(values: DuplicateValues, skipApproval: boolean): string {
  return JSON.stringify([values, skipApproval]);
}

function newIdempotencyKey(): string {
  // Not crypto.randomUUID(), which a page on plain http lacks.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is filled in, and the attempt that was not answered. */
export interface Draft {
  values: DuplicateValues;
  attempt: Attempt | null;
}

/** Keeps a draft for this tab, across a reload or a new sign-in. `name` tells viewer and order. */
export function keepDraft(name: string, draft: Draft): void {
  sessionStorage.setItem(draftKey(name), JSON.stringify(draft));
}

/** What was kept; null when there is nothing, or what is there was kept by another version of this application. */
export function keptDraft(name: string, empty: DuplicateValues): Draft | null {
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
