import http from "node:http";
import https from "node:https";
import type { Target } from "./judge-url.ts";

/** What a web server answered. */
export interface Got {
  status: number;
  location: string | null;
  encoded: boolean;
  /** Null: it went on after the largest size. */
  body: Buffer | null;
  /** Bytes that were read. */
  size: number;
}

const largestBody = 64 * 1024;
const longestLocation = 2048;

/** One GET to that address and no other; null when nobody answered as a web server does, or the signal came. */
export function getOnce({ url, secure, port }: Target, address: string, signal: AbortSignal): Promise<Got | null> {
  return new Promise((resolve) => {
    const options: https.RequestOptions = {
      // an address, so that nothing is looked up again: a name could have moved since it was judged
      host: address,
      port,
      path: url.pathname + url.search,
      method: "GET",
      agent: false,
      signal,
      setHost: false,
      headers: { host: url.host, "user-agent": "Duplicert-validation/1", accept: "*/*", "accept-encoding": "identity" },
      // BR 3.2.2.4.18 lets a redirect lead to https, and who has no certificate yet has a wrong one
      ...(secure ? { servername: url.hostname, rejectUnauthorized: false } : {}),
    };
    const request = (secure ? https : http).request(options, (response) => read(response, resolve));
    request.on("error", () => resolve(null));
    // 101: nobody wants to talk of anything else
    request.on("upgrade", (_response, socket) => {
      socket.destroy();
      resolve(null);
    });
    request.end();
  });
}

function read(response: http.IncomingMessage, resolve: (got: Got | null) => void): void {
  const { statusCode: status = 0, headers } = response;
  const chunks: Buffer[] = [];
  let size = 0;
  const end = (body: Buffer | null) =>
    resolve({
      status,
      location: headers.location?.slice(0, longestLocation) ?? null,
      encoded: !["", "identity"].includes(headers["content-encoding"]?.toLowerCase() ?? ""),
      body,
      size,
    });
  response.on("data", (chunk: Buffer) => {
    size += chunk.length;
    chunks.push(chunk);
    if (size <= largestBody) return;
    end(null);
    response.destroy();
  });
  response.on("end", () => end(Buffer.concat(chunks)));
  // broken off in the middle
  response.on("error", () => resolve(null));
  response.on("close", () => resolve(null));
}
