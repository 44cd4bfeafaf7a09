import { expect, test } from "@jest/globals";
import { messageIdOf } from "./message-id.ts";

const about = "0b6f1c1e-6c1f-4b0e-9f8e-2f6f6f1f0001";
const url = "https://certificates.example.test:8443";

test("a repeated mail has the Message-ID of the first, in the form that mail demands", () => {
  const id = messageIdOf("REQUEST_WAITS", about, "ada@example.com", url, "FIRST");
  expect(id).toMatch(/^<[0-9a-f]{40}@certificates\.example\.test>$/);
  expect(messageIdOf("REQUEST_WAITS", about, "Ada@Example.com", url, "FIRST")).toBe(id);
});

test("another recipient, kind, subject matter or turn has another one", () => {
  const ids = [
    messageIdOf("REQUEST_WAITS", about, "ada@example.com", url, "FIRST"),
    messageIdOf("REQUEST_WAITS", about, "ada@example.com", url, "SECOND"),
    messageIdOf("REQUEST_WAITS", about, "grace@example.com", url, "FIRST"),
    messageIdOf("REQUEST_REJECTED", about, "ada@example.com", url, "FIRST"),
    messageIdOf("REQUEST_WAITS", about.replace(/1$/, "2"), "ada@example.com", url, "FIRST"),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});
