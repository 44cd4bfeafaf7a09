import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";

/** A page of the server; a function answers as it likes. */
type WebPage = string | { status: number; headers?: Record<string, string>; body?: string } | WebAnswer;
type WebAnswer = (request: IncomingMessage, response: ServerResponse) => void;

/** A web server on loopback for every name that leads there. */
export interface WebServer {
  port: number;
  /** Under the whole address as a stranger writes it, such as http://www.example.com/file.txt; null takes it away. */
  setPage(url: string, page: WebPage | null): void;
  /** Of every request: the address asked for, and its headers. */
  requests: { url: string; headers: IncomingMessage["headers"] }[];
  close(): Promise<void>;
}

/** Opens one; with a key and a certificate it speaks TLS. */
export async function openWebServer(tls: { key: string; cert: string } | null = null): Promise<WebServer> {
  const pages = new Map<string, WebPage>();
  const requests: WebServer["requests"] = [];
  const scheme = tls ? "https" : "http";
  const answer: WebAnswer = (request, response) => {
    const url = `${scheme}://${request.headers.host}${request.url}`;
    requests.push({ url, headers: request.headers });
    const page = pages.get(url) ?? { status: 404, body: "not here" };
    if (typeof page === "function") return page(request, response);
    const { status, headers = {}, body = "" } = typeof page === "string" ? { status: 200, body: page } : page;
    response.writeHead(status, headers).end(body);
  };
  const server = tls ? createTlsServer(tls, answer) : createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    setPage: (url, page) => void (page === null ? pages.delete(url) : pages.set(url, page)),
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
