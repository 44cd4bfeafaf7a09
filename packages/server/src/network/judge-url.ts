import { isIP } from "node:net";

export interface Ports {
  validationHttpPort: number;
  validationHttpsPort: number;
}

/** A URL that may be asked, and where. */
export interface Target {
  url: URL;
  secure: boolean;
  port: number;
}

/** Null: no http or https address of a name on port 80 or 443. In tests and behind gateways the two stand for others. */
export function targetOf(url: URL | null, ports: Ports): Target | null {
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  const secure = url.protocol === "https:";
  const port = url.port || (secure ? "443" : "80");
  if (port !== "80" && port !== "443") return null;
  if (isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0) return null;
  return { url, secure, port: port === "443" ? ports.validationHttpsPort : ports.validationHttpPort };
}

const withoutWww = (host: string) => host.replace(/^www\./, "");

/** Whether a redirect stays with the name: itself, its www form, or without. */
export function isSameName(from: URL, to: URL): boolean {
  return withoutWww(from.hostname) === withoutWww(to.hostname);
}
