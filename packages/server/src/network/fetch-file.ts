import { createHash } from "node:crypto";
import { addressesOf } from "./addresses-of.ts";
import { forbiddenUnless } from "./forbidden-addresses.ts";
import { type Got, getOnce } from "./get-once.ts";
import { isSameName, type Ports, type Target, targetOf } from "./judge-url.ts";
import type { FileAnswer, FileHop, FileOutcome } from "./network.ts";
import type { Resolver } from "./resolver.ts";

export interface FileSettings extends Ports {
  validationNetworks: readonly string[];
  /** Milliseconds, for everything together. */
  patience: number;
}

const mostRedirects = 5;
const shownText = 4096;
// BR 3.2.2.4.18: of redirects, these are followed
const redirects = [301, 302, 307, 308];

type End = Pick<FileAnswer, "outcome"> & Partial<Pick<FileAnswer, "size" | "sha256" | "text">>;

/** Fetches a file by http as a stranger would: judged at every hop, with limits on time and size. Never throws. */
export async function fetchFile(
  resolver: Resolver,
  settings: FileSettings,
  url: string,
  now: Date,
): Promise<FileAnswer> {
  const hops: FileHop[] = [];
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), settings.patience);
  const late = new Promise<End>((resolve) => {
    ended.signal.addEventListener("abort", () => resolve({ outcome: "TIMEOUT" }));
  });
  const fetched = follow({ resolver, settings, hops, now, signal: ended.signal }, URL.parse(url));
  const end = await Promise.race([fetched, late]);
  clearTimeout(timer);
  // what was under way when the time was up adds nothing to what is on record
  return { size: 0, sha256: null, text: null, ...end, url, hops: structuredClone(hops), at: now.toISOString() };
}

interface Walk {
  resolver: Resolver;
  settings: FileSettings;
  hops: FileHop[];
  now: Date;
  signal: AbortSignal;
}

async function follow(walk: Walk, first: URL | null): Promise<End> {
  let url = first;
  for (let redirected = 0; redirected <= mostRedirects; redirected++) {
    const target = targetOf(url, walk.settings);
    if (!target || (first && !isSameName(first, target.url))) return { outcome: "REDIRECT_REFUSED" };
    const got = await visit(walk, target);
    if (typeof got === "string") return { outcome: got };
    if (!got.location || !redirects.includes(got.status)) return endOf(got);
    url = URL.parse(got.location, target.url.href);
  }
  return { outcome: "TOO_MANY_REDIRECTS" };
}

/** One hop: the address that was judged is the one that is connected to, whatever the name says a moment later. */
async function visit({ resolver, settings, hops, now, signal }: Walk, target: Target): Promise<Got | FileOutcome> {
  const { href: url, hostname } = target.url;
  const hop = (address: string | null): FileHop => {
    const made = { url, address, status: null, location: null };
    hops.push(made);
    return made;
  };
  const found = await addressesOf(resolver, hostname, now);
  if (signal.aborted) return "TIMEOUT";
  if (typeof found === "string") {
    hop(null);
    return found;
  }
  const isForbidden = forbiddenUnless(settings.validationNetworks);
  const allowed = found.filter((address) => !isForbidden(address));
  if (allowed.length === 0) {
    hop(found[0] ?? null);
    return "ADDRESS_FORBIDDEN";
  }
  for (const address of allowed) {
    const here = hop(address);
    const got = await getOnce(target, address, signal);
    if (signal.aborted) return "TIMEOUT";
    if (!got) continue;
    Object.assign(here, { status: got.status, location: got.location });
    return got;
  }
  return "UNREACHABLE";
}

function endOf({ status, encoded, body, size }: Got): End {
  if (status < 200 || status > 299) return { outcome: "HTTP_STATUS", size };
  if (encoded) return { outcome: "ENCODED", size };
  if (body === null) return { outcome: "TOO_LARGE", size };
  const sha256 = createHash("sha256").update(body).digest("hex");
  return { outcome: "OK", size, sha256, text: textOf(body.subarray(0, shownText)) };
}

// PostgreSQL keeps no NUL in JSON, and nobody reads the other control characters.
function textOf(bytes: Buffer): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return bytes.toString("utf8").replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, "\ufffd");
}
