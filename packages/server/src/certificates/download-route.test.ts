import "reflect-metadata";
import { DownloadFormat } from "@duplicert/shared/download-formats";
import { serverPlatforms } from "@duplicert/shared/server-platforms";
import { expect, test } from "@jest/globals";
import { chosenFormat, formatOfPlatform } from "./download-route.ts";

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
