import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { judgeRecord, type RecordWish, type ZoneFault } from "./judge-record.ts";
import { pageWords } from "./page-words.ts";
import type { RecordStore } from "./record-store.ts";
import { bodyOf, cameFromHere, send } from "./request.ts";
import { recordId, type ZoneRecord } from "./zone-record.ts";

const wish = z.object({ type: z.string(), name: z.string(), value: z.string() });

/** Judges and publishes; answers the record's id, or everything that is wrong with the wish. */
export async function publishedAs(
  store: RecordStore,
  wanted: RecordWish,
): Promise<{ id: string | null; faults: ZoneFault[] }> {
  const { record, faults } = judgeRecord(wanted);
  const against = record ? await store.publish(record) : faults;
  return { id: record && against.length === 0 ? recordId(record) : null, faults: against };
}

/** The door for scripts: GET and POST /api/records, DELETE /api/records/:id. */
export async function recordsDoor(
  store: RecordStore,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const json = (status: number, content: object, more = {}) =>
    send(response, status, "application/json", `${JSON.stringify(content)}\n`, more);
  const refuse = (status: number, message: string) => json(status, { message });
  const id = path.slice("/api/records/".length);
  // a page of another origin cannot send JSON or DELETE without asking first, and is not answered when it asks
  if (request.headers.origin && !cameFromHere(request)) return refuse(403, "Another page may not publish here.");

  if (request.method === "GET" && !id) return json(200, { records: store.list().map(shown) });
  if (request.method === "DELETE" && id) {
    const removed = await store.remove(id);
    return removed ? json(200, shown(removed)) : refuse(404, "There is no record of that id.");
  }
  if (request.method !== "POST" || id)
    return json(
      405,
      { message: "GET and POST /api/records, DELETE /api/records/:id." },
      { allow: "GET, POST, DELETE" },
    );
  if (!/^application\/json\b/.test(request.headers["content-type"] ?? ""))
    return refuse(415, "The content type has to be application/json.");

  const body = await bodyOf(request);
  if (body === null) return refuse(413, pageWords.en.tooLarge);
  const wanted = wish.safeParse(parsed(body));
  if (!wanted.success) return refuse(400, 'Expected { "type": "TXT", "name": "…", "value": "…" }.');
  const { id: publishedId, faults } = await publishedAs(store, wanted.data);
  if (publishedId) return json(201, shown(store.find(publishedId)!));
  json(422, { faults: faults.map((code) => ({ code, message: pageWords.en.faults[code] })) });
}

const shown = (record: ZoneRecord) => ({ id: recordId(record), ...record });

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
