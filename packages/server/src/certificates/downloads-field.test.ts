import "reflect-metadata";
import { DownloadFormat } from "@duplicert/shared/download-formats";
import { serverPlatforms } from "@duplicert/shared/server-platforms";
import { expect, test } from "@jest/globals";
import { downloadsOf } from "./downloads-field.ts";

const id = "3f8e2a52-90d5-4a54-8f3c-64b6a8a10001";

test.each(serverPlatforms)(
  "for $id every format is listed once, $defaultFormat first",
  ({ id: platform, defaultFormat }) => {
    const listed = downloadsOf({ id, commonName: "www.example.com", serverPlatformKey: platform });
    expect(listed[0]?.format).toBe(defaultFormat);
    expect(listed.map((one) => one.format).sort()).toEqual(Object.values(DownloadFormat).sort());
  },
);

test("a download says where it is, what it is called and what is in it", () => {
  const listed = downloadsOf({ id, commonName: "*.example.com", serverPlatformKey: "f5" });
  expect({ ...listed[0] }).toEqual({
    format: "apache",
    url: `/certificates/${id}/download/apache`,
    contentType: "application/zip",
    fileName: "star_example_com.zip",
    files: ["star_example_com.crt", "Intermediate.crt"],
  });
  expect({ ...listed.find((one) => one.format === "pem_noroot") }).toEqual({
    format: "pem_noroot",
    url: `/certificates/${id}/download/pem_noroot`,
    contentType: "application/x-pem-file",
    fileName: "star_example_com.pem",
    files: ["star_example_com.pem"],
  });
});

test("a platform that is no longer known falls back to the ZIP of all", () => {
  expect(downloadsOf({ id, commonName: "a.test", serverPlatformKey: "gone" })[0]?.format).toBe("default");
});
