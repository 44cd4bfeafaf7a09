import { execFileSync, spawnSync } from "node:child_process";
import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { readCsr } from "./csr.ts";
import { CsrTool, csrCommand, csrToolOf } from "./csr-command.ts";
import { fileStem } from "./file-stem.ts";
import { KeyChoice, keyKinds } from "./key-choices.ts";

/** The words a shell hands to the program, one a line: a function takes the program's place. */
function words(program: string, line: string): string[] {
  const script = `${program}() { printf '%s\\n' "$@"; }; ${line}`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).trimEnd().split("\n");
}

const names = ["example.com", "www.example.com", "*.example.org"];

test("each platform has its own tool, and openssl serves the rest", () => {
  const tools = ["tomcat", "iis", "exchange", "nginx", "other", "no such platform"].map(csrToolOf);
  expect(tools).toEqual(["KEYTOOL", "POWERSHELL", "POWERSHELL", "OPENSSL", "OPENSSL", "OPENSSL"]);
});

test("the openssl line asks for this key and these names", () => {
  expect(csrCommand("OPENSSL", "example.com", names, "RSA_2048")).toBe(
    "openssl req -new -sha256 -newkey rsa:2048 -nodes -keyout example_com.key -out example_com.csr -subj '/CN=example.com'" +
      " -addext 'subjectAltName=DNS:example.com,DNS:www.example.com,DNS:*.example.org'",
  );
  expect(words("openssl", csrCommand("OPENSSL", "*.example.org", names, "P384"))).toEqual(
    "req -new -sha384 -newkey ec -pkeyopt ec_paramgen_curve:P-384 -nodes -keyout star_example_org.key -out star_example_org.csr -subj /CN=*.example.org -addext subjectAltName=DNS:*.example.org,DNS:example.com,DNS:www.example.com".split(
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
    for (const tool of Object.values(CsrTool)) {
      for (const key of Object.values(KeyChoice)) {
        expect(csrCommand(tool, bad, [bad, "good.test"], key)).toBe(csrCommand(tool, "good.test", ["good.test"], key));
        expect(csrCommand(tool, bad, [bad], key)).toBe(csrCommand(tool, "", [], key));
      }
    }
  }
});

test("keytool's line makes a key in a key store, and its CSR", () => {
  expect(words("keytool", csrCommand("KEYTOOL", "*.example.com", [], "RSA_3072"))).toEqual(
    "-genkeypair -keyalg RSA -keysize 3072 -sigalg SHA256withRSA -dname CN=*.example.com -alias *.example.com -storetype PKCS12 -keystore star_example_com.p12 -certreq -sigalg SHA256withRSA -alias *.example.com -storetype PKCS12 -keystore star_example_com.p12 -file star_example_com.csr -ext SAN=dns:*.example.com".split(
      " ",
    ),
  );
});

/** The file that PowerShell's line writes for certreq: an array of single-quoted strings, nothing in them replaced. */
function infOf(line: string): string[] {
  const [, list] = /^Set-Content -Encoding Ascii \S+ \((.*)\); certreq -new example_com\.inf example_com\.csr$/.exec(
    line,
  )!;
  return list!.split("','").map((text) => text.replace(/^'|'$/g, ""));
}

test.each([
  [
    "RSA_3072",
    [
      "KeySpec = 1",
      "KeyLength = 3072",
      'ProviderName = "Microsoft RSA SChannel Cryptographic Provider"',
      "ProviderType = 12",
      "HashAlgorithm = SHA256",
    ],
  ],
  [
    "P384",
    [
      "KeyAlgorithm = ECDSA_P384",
      "KeyLength = 384",
      'ProviderName = "Microsoft Software Key Storage Provider"',
      "HashAlgorithm = SHA384",
    ],
  ],
] as [KeyChoice, string[]][])("PowerShell's line writes what certreq reads, for %s", (key, wanted) => {
  const line = csrCommand("POWERSHELL", "example.com", names, key);
  expect(line).not.toContain("\n");
  expect(infOf(line)).toEqual([
    "[Version]",
    'Signature = "$Windows NT$"',
    "[NewRequest]",
    'Subject = "CN=example.com"',
    ...wanted,
    "MachineKeySet = TRUE",
    "Exportable = FALSE",
    "RequestType = PKCS10",
    "[Extensions]",
    '2.5.29.17 = "{text}"',
    '_continue_ = "dns=example.com&"',
    '_continue_ = "dns=www.example.com&"',
    '_continue_ = "dns=*.example.org"',
  ]);
});

// The lines are for the reader's machine; where the tool is not installed there is nothing to run them with.
const withOpenssl = spawnSync("openssl", ["version"]).status === 0 ? test : test.skip;
const withKeytool = spawnSync("keytool", ["-help"]).status === 0 ? test : test.skip;

const wishes: [string, string[], KeyChoice][] = [
  ["example.com", names, "RSA_2048"],
  ["example.com", names, "P256"],
  ["example.com", names, "P384"],
  ["*.example.org", ["*.example.org", "example.org"], "RSA_3072"],
  [`${"a".repeat(60)}.example.com`, [], "P256"],
];

withOpenssl.each([...wishes, [`${`${"a".repeat(49)}.`.repeat(5)}com`, [], "P256"] as const])(
  "openssl makes an accepted CSR for %s from the line",
  async (commonName, dnsNames, key) => {
    await inFolder(async (folder) => {
      const stem = join(folder, fileStem(commonName));
      execFileSync("sh", ["-c", csrCommand("OPENSSL", commonName, [...dnsNames], key)], { cwd: folder, stdio: "pipe" });
      expect(statSync(`${stem}.key`).mode & 0o077).toBe(0);
      await expectWanted(`${stem}.csr`, commonName, dnsNames, key);
      const { csr } = await readCsr(readFileSync(`${stem}.csr`, "utf8"), async () => true);
      expect(csr?.commonName).toBe(commonName.length <= 64 ? commonName : null);
    });
  },
);

withKeytool.each(wishes.slice(2))(
  "keytool makes an accepted CSR for %s from the line",
  async (commonName, dnsNames, key) => {
    await inFolder(async (folder) => {
      const stem = join(folder, fileStem(commonName));
      // It reads the new password and its repetition ahead, so each half of the line has its own.
      for (const half of csrCommand("KEYTOOL", commonName, dnsNames, key).split(" && "))
        execFileSync("sh", ["-c", half], { cwd: folder, stdio: "pipe", input: "a secret\na secret\n" });
      await expectWanted(`${stem}.csr`, commonName, dnsNames, key);
    });
  },
);

async function inFolder(make: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "csr-command-"));
  try {
    await make(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function expectWanted(file: string, commonName: string, dnsNames: readonly string[], key: KeyChoice) {
  const { name, hash } = keyKinds[key];
  const digest = hash.replace("-", "").toLowerCase();
  const { csr, faults } = await readCsr(readFileSync(file, "utf8"), async (spkiDer, _, signed, signature) =>
    verify(digest, signed, createPublicKey({ key: Buffer.from(spkiDer), format: "der", type: "spki" }), signature),
  );
  expect(faults).toEqual([]);
  expect(csr).toMatchObject({ dnsNames: [...new Set([commonName, ...dnsNames])], keyAlgorithm: name });
}
