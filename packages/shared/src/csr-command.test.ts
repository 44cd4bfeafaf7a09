import { execFileSync, spawnSync } from "node:child_process";
import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readCsr } from "./csr.ts";
import { csrCommand } from "./csr-command.ts";
import { fileStem } from "./file-stem.ts";

/** The words a shell hands to the program, one a line: a function takes the program's place. */
function words(program: string, line: string): string[] {
  const script = `${program}() { printf '%s\\n' "$@"; }; ${line}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).trimEnd().split("\n");
}

const names = ["example.com", "www.example.com", "*.example.org"];

test("the openssl line asks for this key and these names", () => {
  expect(csrCommand("nginx", "example.com", names, "RSA")).toBe(
    "openssl req -new -sha256 -newkey rsa:2048 -nodes -keyout example_com.key -out example_com.csr -subj '/CN=example.com'" +
      " -addext 'subjectAltName=DNS:example.com,DNS:www.example.com,DNS:*.example.org'",
  );
  expect(words("openssl", csrCommand("apache", "*.example.org", names, "EC"))).toEqual(
    "req -new -sha256 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout star_example_org.key -out star_example_org.csr -subj /CN=*.example.org -addext subjectAltName=DNS:*.example.org,DNS:example.com,DNS:www.example.com".split(
      " ",
    ),
  );
});

test("nothing that is no DNS name gets into any line", () => {
  for (const bad of [
    "a'; rm -rf /; '",
    "$(id)",
    "`id`",
    "a.test\nid",
    'a"&b',
    "a.test,DNS:evil.test",
    "../x",
    "-x",
    "%PATH%",
  ]) {
    for (const platform of ["nginx", "iis", "exchange", "tomcat", "unknown"]) {
      for (const key of ["RSA", "EC"] as const) {
        expect(csrCommand(platform, bad, [bad, "good.test"], key)).toBe(
          csrCommand(platform, "good.test", ["good.test"], key),
        );
        expect(csrCommand(platform, bad, [bad], key)).toBe(csrCommand(platform, "", [], key));
      }
    }
  }
});

test("Tomcat's line is keytool's, and IIS and Exchange get certreq's", () => {
  expect(words("keytool", csrCommand("tomcat", "*.example.com", [], "RSA"))).toEqual(
    "-genkeypair -keyalg RSA -keysize 2048 -dname CN=*.example.com -alias *.example.com -storetype PKCS12 -keystore star_example_com.p12 -certreq -alias *.example.com -storetype PKCS12 -keystore star_example_com.p12 -file star_example_com.csr -ext SAN=dns:*.example.com".split(
      " ",
    ),
  );
  for (const platform of ["iis", "exchange"]) {
    const line = csrCommand(platform, "example.com", names, "RSA");
    expect(line).not.toContain("\n");
    expect(line).toContain(
      `'_continue_ = "dns=example.com&"','_continue_ = "dns=www.example.com&"','_continue_ = "dns=*.example.org"'`,
    );
    expect(line).toMatch(/; certreq -new example_com\.inf example_com\.csr$/);
  }
});

// The line is for the reader's machine; where openssl is not installed there is nothing to run it with.
const withOpenssl = spawnSync("openssl", ["version"]).status === 0 ? test : test.skip;

withOpenssl.each([
  ["example.com", names, "RSA"],
  ["example.com", names, "EC"],
  ["*.example.org", ["*.example.org"], "EC"],
  [`${"a".repeat(60)}.example.com`, [], "EC"],
  [`${`${"a".repeat(49)}.`.repeat(5)}com`, [], "EC"],
] as [string, string[], "RSA" | "EC"][])(
  "openssl makes an accepted CSR for %s from the line",
  async (commonName, dnsNames, keyType) => {
    const folder = mkdtempSync(join(tmpdir(), "csr-command-"));
    try {
      const stem = join(folder, fileStem(commonName));
      execFileSync("sh", ["-c", csrCommand("nginx", commonName, dnsNames, keyType)], { cwd: folder, stdio: "pipe" });
      expect(statSync(`${stem}.key`).mode & 0o077).toBe(0);
      const { csr, faults } = await readCsr(
        readFileSync(`${stem}.csr`, "utf8"),
        async (spkiDer, _, signed, signature) =>
          verify(
            "sha256",
            signed,
            createPublicKey({ key: Buffer.from(spkiDer), format: "der", type: "spki" }),
            signature,
          ),
      );
      expect(faults).toEqual([]);
      expect(csr).toMatchObject({
        commonName: commonName.length <= 64 ? commonName : null,
        dnsNames: [...new Set([commonName, ...dnsNames])],
        keyAlgorithm: keyType === "RSA" ? "RSA 2048" : "ECDSA P-256",
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
