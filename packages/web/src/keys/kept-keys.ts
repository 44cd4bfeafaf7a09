import { useSyncExternalStore } from "react";

/** A private key that this page made. It is in this page's memory and nowhere else. */
export interface KeptKey {
  spkiSha256: string;
  privateKey: CryptoKey;
  /** Its CSR, PEM. */
  csr: string;
  /** What it was made for: another form knows by it that the key is not its own. */
  purpose: string;
  /** What its files are called. */
  stem: string;
  /** Whether its owner has it in a file. */
  saved: boolean;
}

let keys: readonly KeptKey[] = [];
const listeners = new Set<() => void>();

function change(next: readonly KeptKey[]): void {
  keys = next;
  // Once the page is left, a key that is in no file is lost.
  const guard = keys.some(({ saved }) => !saved) ? "addEventListener" : "removeEventListener";
  globalThis[guard]?.("beforeunload", ask);
  for (const listener of listeners) listener();
}

const ask = (event: Event) => event.preventDefault();

/** Keeps a new key until it is forgotten or the page is left. Of one purpose, one key waits to be saved at a time. */
export function keepKey(key: KeptKey): void {
  change([...keys.filter(({ saved, purpose }) => saved || purpose !== key.purpose), key]);
}

/** Its owner has the key in a file now. */
export function keySaved(spkiSha256: string): void {
  change(keys.map((key) => (key.spkiSha256 === spkiSha256 ? { ...key, saved: true } : key)));
}

/** Removes a key from the memory. */
export function forgetKey(spkiSha256: string): void {
  change(keys.filter((key) => key.spkiSha256 !== spkiSha256));
}

/** The key of that purpose that waits to be saved. */
export function unsavedKey(purpose: string): KeptKey | null {
  return keys.find((key) => key.purpose === purpose && !key.saved) ?? null;
}

/** The first kept key like that; null when there is none, or no more. */
export function useKeptKey(isIt: (key: KeptKey) => boolean): KeptKey | null {
  return useSyncExternalStore(subscribe, () => keys).find(isIt) ?? null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
