/** Where to sign in and then come back to `from`, a path with query and hash. */
export function signInPath(from: string): string {
  return from === "/" || from.startsWith("/sign-in") ? "/sign-in" : `/sign-in?next=${encodeURIComponent(from)}`;
}

/** The path to return to after signing in: only ever one of this application, so that a forged link leads nowhere else. */
export function returnPath(next: string | null, origin: string): string {
  if (!next?.startsWith("/") || !URL.canParse(next, origin)) return "/";
  const url = new URL(next, origin);
  if (url.origin !== origin || url.pathname.startsWith("/sign-in")) return "/";
  return url.pathname + url.search + url.hash;
}
