import { expect, test } from "@jest/globals";
import { CsrFaultCode, csrFaultWords } from "./csr-faults.ts";

const clause =
  /^(?:BR \d|RFC \d{4} |X\.690 §|Mozilla Root Store Policy \d|Our own limit$|One key, one server$|One CSR, one request$)/;

test("every fault says what is wrong, what to do, and where that is written", () => {
  for (const code of Object.values(CsrFaultCode)) {
    for (const found of [null, "something"]) {
      const words = csrFaultWords({ code, found });
      expect(words.message).toMatch(/\.$/);
      expect(words.remedy.length).toBeGreaterThan(20);
      expect(words.clause).toMatch(clause);
      expect(Object.values(words).join("")).not.toMatch(/undefined|null/);
      if (code !== "TOO_LARGE") expect(words.remedy).toMatch(/: openssl /);
    }
  }
});

test("who pasted a private key is told to give it up", () => {
  expect(csrFaultWords({ code: "NOT_A_CSR", found: "private key" }).remedy).toMatch(/compromised/);
});

test.each([
  ["UNREADABLE", "nothing", "RFC 2986 §4", /END line\.$/],
  ["UNREADABLE", "binary data", "RFC 7468 §3", /openssl req -inform DER /],
  ["UNREADABLE", "no END line", "RFC 7468 §3", /openssl req -in server\.csr -noout -text$/],
  ["UNREADABLE", "base64 cut off", "RFC 4648 §4", /-noout -text$/],
  ["UNREADABLE", "not DER", "X.690 §10.1", /-noout -text$/],
  ["UNREADABLE", "nested too deeply", "Our own limit", /-noout -text$/],
  ["UNREADABLE", "unknown version", "RFC 2986 §4.1", /-noout -text$/],
  ["NOT_A_CSR", "certificate", "RFC 2986 §4", /-newkey rsa:2048 /],
  ["NOT_A_CSR", "private key", "BR 4.9.1.1(3)", /-newkey rsa:2048 /],
  ["NOT_A_CSR", "PEM in base64", "RFC 2986 §4", /openssl base64 -d /],
  ["NOT_A_CSR", "Java keystore", "RFC 2986 §4", /keytool -certreq /],
  ["TRAILING_DATA", "2 CSRs", "One CSR, one request", /openssl req -in server\.csr -out clean\.csr$/],
  ["TRAILING_DATA", "text on the END line", "RFC 7468 §2", /-out clean\.csr$/],
  [
    "BAD_SIGNATURE",
    null,
    "RFC 2986 §4.2",
    /openssl req -new -sha256 -key server\.key -out server\.csr -subj '\/CN=www\.example\.com'$/,
  ],
  ["BAD_SIGNATURE", "rsassaPss with an RSA key", "RFC 8017 §8.2", /-sha256 -key server\.key/],
  ["KEY_TYPE_NOT_ALLOWED", "P-521", "Mozilla Root Store Policy 5.1", /-newkey ec -pkeyopt ec_paramgen_curve:P-256 /],
  ["KEY_TYPE_NOT_ALLOWED", "secp256k1", "BR 6.1.5", /-newkey ec /],
  ["KEY_TYPE_NOT_ALLOWED", "Ed25519", "BR 6.1.5", /-newkey ec /],
  ["KEY_TYPE_NOT_ALLOWED", "curve 1.2.3", "BR 6.1.5", /-newkey ec /],
  [
    "KEY_TYPE_NOT_ALLOWED",
    "explicit curve",
    "BR 7.1.3.1.2",
    /openssl ec .*-param_enc named_curve .*&& openssl req -new /,
  ],
  ["KEY_TYPE_NOT_ALLOWED", "RSASSA-PSS key", "BR 7.1.3.1.1", /-newkey rsa:2048 /],
  ["KEY_TYPE_NOT_ALLOWED", "DSA", "BR 6.1.5", /-newkey rsa:2048 /],
  ["KEY_TOO_SMALL", "RSA 1024", "BR 6.1.5", /-newkey rsa:2048 /],
  ["KEY_TOO_LARGE", "RSA 16384", "Our own limit", /-newkey rsa:2048 /],
  ["KEY_MALFORMED", "RSA 2052, not a multiple of 8", "BR 6.1.5", /-newkey rsa:2048 /],
  ["KEY_MALFORMED", "RSA without NULL parameters", "BR 7.1.3.1.1", /-sha256 -key server\.key/],
  ["KEY_MALFORMED", "not a point on P-256", "BR 6.1.6", /-newkey ec /],
  ["KEY_MALFORMED", "hybrid point", "RFC 5480 §2.2", /openssl ec .*-conv_form uncompressed .*&& openssl req -new /],
  ["KEY_MALFORMED", "exponent above the modulus", "RFC 8017 §3.1", /-newkey rsa:2048 /],
  ["EXPONENT_NOT_ALLOWED", "exponent 3", "BR 6.1.6", /-newkey rsa:2048 /],
  ["WEAK_KEY", "divisible by 3", "BR 6.1.6", /-newkey rsa:2048 /],
  ["WEAK_KEY", "ROCA", "BR 6.1.1.3(5)", /-newkey rsa:2048 /],
  ["KEY_COMPROMISED", null, "BR 6.1.1.3(4)", /-newkey rsa:2048 /],
  ["KEY_ALREADY_USED", "certificate 01 of order 2", "One key, one server", /-newkey rsa:2048 /],
  ["WEAK_SIGNATURE_HASH", "sha1", "RFC 6194 §3", /openssl req -new -sha256 -key server\.key/],
  ["WEAK_SIGNATURE_HASH", "md5", "RFC 6151 §2", /-sha256 -key server\.key/],
] as [CsrFaultCode, string | null, string, RegExp][])("%s %s: by %s, mended by %s", (code, found, clause, remedy) => {
  const words = csrFaultWords({ code, found });
  expect(words.clause).toBe(clause);
  expect(words.remedy).toMatch(remedy);
});
