import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";

const largestBody = 32 * 1024;

/** Whether the page was asked for by a name of this machine. */
export function isOurHost({ headers }: IncomingMessage): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(headers.host ?? "");
}

/** Whether a browser says that this page sent it. Every browser does with a form that is posted. */
export function cameFromHere({ headers }: IncomingMessage): boolean {
  return headers.origin === `http://${headers.host}`;
}

/** The text of a request; null when it is more than is taken. */
export async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    // read to its end all the same: whoever still sends does not read an answer
    if (size <= largestBody) chunks.push(chunk);
  }
  return size <= largestBody ? Buffer.concat(chunks).toString("utf8") : null;
}

/** Answers in full, with what keeps a page to itself. */
export function send(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  more: OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "content-length": Buffer.byteLength(text),
    "content-security-policy":
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    // not "no-referrer": with that a browser posts a form with the origin "null"
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    ...more,
  });
  response.end(text);
}
