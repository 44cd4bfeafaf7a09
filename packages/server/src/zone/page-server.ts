import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { publishedAs, recordsDoor } from "./api.ts";
import { drawPage, type PageContent } from "./page.ts";
import { pageIcon, pageStyle } from "./page-style.ts";
import { languageOf } from "./page-words.ts";
import type { RecordStore } from "./record-store.ts";
import { bodyOf, cameFromHere, isOurHost, send } from "./request.ts";

type Shown = Partial<Omit<PageContent, "language" | "records" | "publicUrl">>;

/** The page to publish a record or a file, and the same for scripts under /api/records. */
export function zonePageServer(store: RecordStore, publicUrl: string): Server {
  return createServer((request, response) => {
    answer(store, publicUrl, request, response).catch((error: Error) => {
      console.error(error);
      if (!response.headersSent) send(response, 500, "text/plain", "Something failed on our side.\n");
    });
  });
}

async function answer(
  store: RecordStore,
  publicUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // a name of somebody else's that points here must not be this page's origin (DNS rebinding)
  if (!isOurHost(request)) return send(response, 421, "text/plain", "This is the page of another host.\n");
  const url = new URL(request.url ?? "/", "http://localhost");
  if (url.pathname === "/style.css") return send(response, 200, "text/css", pageStyle);
  if (url.pathname === "/icon.svg") return send(response, 200, "image/svg+xml", pageIcon);
  if (/^\/api\/records(\/|$)/.test(url.pathname)) return recordsDoor(store, url.pathname, request, response);

  const draw = (status: number, shown: Shown, lang = url.searchParams.get("lang")) => {
    const language = languageOf(lang, request.headers["accept-language"]);
    const { wish = { type: "TXT", name: "", value: "" }, faults = [], notice = null } = shown;
    send(response, status, "text/html", drawPage({ language, wish, faults, notice, records: store.list(), publicUrl }));
  };
  if (request.method === "GET" || request.method === "HEAD")
    return url.pathname === "/" ? draw(200, shownBy(store, url)) : draw(404, { notice: { kind: "notFound" } });
  if (request.method !== "POST")
    return send(response, 405, "text/plain", "Only GET and POST.\n", { allow: "GET, POST" });
  if (!cameFromHere(request)) return draw(403, { notice: { kind: "notOurs" } });

  const body = await bodyOf(request);
  if (body === null) return draw(413, { notice: { kind: "tooLarge" } });
  const given = new URLSearchParams(body);
  const lang = given.get("lang");
  const back = (query: Record<string, string>) => {
    const all = lang ? { ...query, lang } : query;
    send(response, 303, "text/plain", "", { location: `/?${new URLSearchParams(all)}` });
  };
  if (url.pathname === "/remove") {
    const removed = await store.remove(given.get("id") ?? "");
    return back(removed ? { removed: "1" } : {});
  }
  if (url.pathname !== "/publish") return draw(404, { notice: { kind: "notFound" } }, lang);
  const wish = wishIn(given);
  const { id, faults } = await publishedAs(store, wish);
  if (id) back({ published: id });
  else draw(422, { wish, faults }, lang);
}

const wishIn = (given: URLSearchParams) => ({
  type: given.get("type") ?? "",
  name: given.get("name") ?? "",
  value: given.get("value") ?? "",
});

function shownBy(store: RecordStore, url: URL): Shown {
  const record = store.find(url.searchParams.get("published") ?? "");
  const removed = url.searchParams.has("removed") ? ({ kind: "removed" } as const) : null;
  return { wish: wishIn(url.searchParams), notice: record ? { kind: "published", record } : removed };
}
