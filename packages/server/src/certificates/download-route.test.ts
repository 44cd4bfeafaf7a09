import "reflect-metadata";
import { DownloadFormat } from "@duplicert/shared/download-formats";
import { serverPlatforms } from "@duplicert/shared/server-platforms";
import { expect, test } from "@jest/globals";
import Fastify from "fastify";
import { chosenFormat, downloadRoutes, formatOfPlatform } from "./download-route.ts";

test("each of the nine formats is chosen by its name", () => {
  for (const format of Object.values(DownloadFormat)) expect(chosenFormat(format)).toBe(format);
});

test.each(["PEM_ALL", "", "pem_all ", "constructor", "__proto__", "toString"])(
  "%p is no format; the refusal lists those there are",
  (name) => {
    const choice = chosenFormat(name);
    expect(choice).toMatchObject({ code: "FORMAT_UNKNOWN" });
    for (const format of Object.values(DownloadFormat))
      expect(choice).toHaveProperty("message", expect.stringContaining(format));
  },
);

test("a server platform chooses the format it wants; an unknown one is refused with the list", () => {
  for (const platform of serverPlatforms) expect(formatOfPlatform(platform.id)).toBe(platform.defaultFormat);
  expect(formatOfPlatform("nginx2")).toEqual({
    code: "PLATFORM_UNKNOWN",
    message: `There is no server platform "nginx2". It is one of: ${serverPlatforms.map((one) => one.id).join(", ")}.`,
  });
});

test.each(["pem_all", "platform", "platform/nginx"])("without a viewer %s answers 401 and no data", async (path) => {
  const app = Fastify();
  await app.register(downloadRoutes, { open: async () => null });
  const answer = await app.inject(`/certificates/3f8e2a52-90d5-4a54-8f3c-64b6a8a10001/download/${path}`);
  expect(answer.statusCode).toBe(401);
  expect(answer.json()).toEqual({ error: { code: "NOT_SIGNED_IN", message: expect.stringContaining("x-api-key") } });
  expect(answer.headers).toMatchObject({ "cache-control": "private, no-store", "x-content-type-options": "nosniff" });
  await app.close();
});
