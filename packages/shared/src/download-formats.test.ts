import { expect, test } from "@jest/globals";
import { DownloadFormat, downloadPlan } from "./download-formats.ts";

const summary = (format: DownloadFormat) => {
  const { contentType, fileName, files } = downloadPlan(format, "www.example.com");
  return `${contentType} ${fileName}: ${files.map(({ name, holds, encoding }) => `${name}=${holds.join("+")} ${encoding}`).join(", ")}`;
};

test.each<[DownloadFormat, string]>([
  [
    "default",
    "application/zip www_example_com.zip: www_example_com.crt=leaf pem, Intermediate.crt=intermediate pem, TrustedRoot.crt=root pem",
  ],
  ["apache", "application/zip www_example_com.zip: www_example_com.crt=leaf pem, Intermediate.crt=intermediate pem"],
  [
    "default_cer",
    "application/zip www_example_com.zip: www_example_com.cer=leaf pem, Intermediate.cer=intermediate pem, TrustedRoot.cer=root pem",
  ],
  ["cer", "application/x-pkcs7-certificates www_example_com.cer: www_example_com.cer=leaf+intermediate+root pkcs7"],
  ["p7b", "application/x-pkcs7-certificates www_example_com.p7b: www_example_com.p7b=leaf+intermediate+root pkcs7"],
  [
    "default_pem",
    "application/zip www_example_com.zip: www_example_com.crt=leaf pem, Intermediate.crt=intermediate pem, TrustedRoot.crt=root pem",
  ],
  ["pem_all", "application/x-pem-file www_example_com.pem: www_example_com.pem=leaf+intermediate+root pem"],
  ["pem_nointermediate", "application/x-pem-file www_example_com.pem: www_example_com.pem=leaf pem"],
  ["pem_noroot", "application/x-pem-file www_example_com.pem: www_example_com.pem=leaf+intermediate pem"],
])("%s holds exactly what its row says", (format, row) => {
  expect(summary(format)).toBe(row);
});

test("every format has a plan, and keys are values", () => {
  for (const [key, format] of Object.entries(DownloadFormat)) {
    expect(key).toBe(format);
    expect(downloadPlan(format, "a.test").files.length).toBeGreaterThan(0);
  }
});

test("a wildcard is a star, and no name leads out of its folder or past 255 bytes", () => {
  expect(downloadPlan("p7b", "*.Example.com").fileName).toBe("star_example_com.p7b");
  for (const name of ["../../etc/passwd", "a/b\\c", 'x";\r\n', "", "-rf", "名.test", "a.".repeat(200)]) {
    expect(downloadPlan("p7b", name).fileName).toMatch(/^[a-z0-9_][a-z0-9_-]{0,199}\.p7b$/);
  }
});
