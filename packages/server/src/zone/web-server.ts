import { createServer, type RequestListener, type Server } from "node:http";
import type { ZoneRecord } from "./zone-record.ts";

/** The web server of every host in the demo: which one is meant, the Host header says. */
export function zoneWebServer(records: () => readonly ZoneRecord[]): Server {
  return createServer(answerAs(records));
}

function answerAs(records: () => readonly ZoneRecord[]): RequestListener {
  return (request, response) => {
    const send = (status: number, text: string, more: Record<string, string> = {}) => {
      response.writeHead(status, {
        "content-type": "text/plain; charset=utf-8",
        "content-length": Buffer.byteLength(text),
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        ...more,
      });
      response.end(request.method === "HEAD" ? undefined : text);
    };
    if (request.method !== "GET" && request.method !== "HEAD")
      return send(405, "Only GET and HEAD.\n", { allow: "GET, HEAD" });
    const host = (request.headers.host ?? "").replace(/:\d+$/, "").replace(/\.$/, "").toLowerCase();
    const wanted = URL.parse(`http://${host}${(request.url ?? "/").split("?")[0]}`)?.href;
    const file = records().find(({ type, name }) => type === "FILE" && name === wanted);
    if (file) send(200, file.value);
    else send(404, `There is no such file on ${host || "this host"}.\n`);
  };
}
