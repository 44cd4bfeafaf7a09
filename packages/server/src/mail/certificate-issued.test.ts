import { downloadPlan } from "@duplicert/shared/download-formats";
import { serverPlatform, serverPlatforms } from "@duplicert/shared/server-platforms";
import { expect, test } from "@jest/globals";
import { type CertificateIssuedFacts, certificateIssued } from "./certificate-issued.ts";
import { hanzi, sample } from "./sample.ts";

function factsFor(platformId: string, change: Partial<CertificateIssuedFacts> = {}): CertificateIssuedFacts {
  const platform = serverPlatform(platformId)!;
  const plan = downloadPlan(platform.defaultFormat, sample.commonName);
  return {
    ...sample,
    certificateId: "3f8e2a52-90d5-4a54-8f3c-64b6a8a10001",
    kind: "DUPLICATE",
    organization: "Example Widgets Ltd",
    platform,
    validFrom: new Date("2026-11-20T10:00:00Z"),
    validTo: new Date("2027-05-01T23:59:59Z"),
    serialNumber: "5A0B",
    sha256Fingerprint: "ab".repeat(32),
    revoked: false,
    plan,
    attachment: { fileName: plan.fileName, contentType: plan.contentType, content: Buffer.from("the file") },
    ...change,
  };
}

test("the mail of an issued duplicate says what it is, attaches it, and says how to install it", () => {
  const facts = factsFor("nginx");
  const { subject, text, attachments } = certificateIssued(facts, "EN");

  expect(subject).toBe("Issued: duplicate certificate for www.example.com (order 100123)");
  expect(attachments).toEqual([facts.attachment]);
  expect(text).toBe(`Hello Ada Lovelace,

The duplicate certificate on order 100123 has been issued and is attached to this mail.

  Order: 100123
  Organization: Example Widgets Ltd
  Common name: www.example.com
  Names (SAN): www.example.com, example.com
  Server: web-2 (nginx)
  Valid from: 2026-11-20 10:00:00 UTC
  Valid to: 2027-05-01 23:59:59 UTC
  Serial number: 5A0B
  SHA-256 fingerprint: ${"ab".repeat(32)}

Attached: www_example_com.pem: the certificate, the intermediate.
There is no private key in it: that has never left the machine that made the CSR.

To install it (nginx):
${text.slice(text.indexOf("   1. "), text.indexOf("\n\nThe other certificates"))}

The other certificates of this order stay valid: a duplicate never revokes anything.

Every other format, the root and these steps are on the certificate's page:
https://certificates.example.test/certificates/3f8e2a52-90d5-4a54-8f3c-64b6a8a10001

-- 
Duplicert · https://certificates.example.test
Sent automatically; nobody reads replies to this address.
`);
  expect(text).toContain("set ssl_certificate to /etc/nginx/ssl/www_example_com.pem");
  expect(text).toContain("       $ sudo nginx -t && sudo systemctl reload nginx\n");
  expect(text).toContain("       $ openssl s_client -connect www.example.com:443 -servername www.example.com");
});

test("in Traditional Chinese the whole mail is Chinese, with the same facts", () => {
  const facts = factsFor("nginx");
  const { subject, text, attachments } = certificateIssued(facts, "ZH_HANT");

  expect(subject).toBe("已發行：www.example.com 的重複憑證（訂單編號 100123）");
  expect(attachments).toEqual([facts.attachment]);
  for (const said of [
    "Ada Lovelace，您好：",
    "訂單編號 100123 的重複憑證已發行，並附加於此郵件。",
    "  其他主機名稱 (SAN)：www.example.com, example.com",
    "  伺服器：web-2（nginx）",
    "  到期日：2027-05-01 23:59:59 UTC",
    "  序列號：5A0B",
    "附件 www_example_com.pem：憑證、中繼憑證。",
    "安裝步驟（nginx）：",
    "重複憑證不會撤銷任何憑證",
    "https://certificates.example.test/certificates/3f8e2a52-90d5-4a54-8f3c-64b6a8a10001",
  ])
    expect(text).toContain(said);
  const english = text.split("\n").filter((line) => /[a-z]{4} [a-z]{2}/i.test(line) && !hanzi.test(line));
  expect(english.filter((line) => !/^ {7}\$ |Lovelace|Widgets/.test(line))).toEqual([]);
});

test("a ZIP is listed file by file", () => {
  expect(certificateIssued(factsFor("f5"), "EN").text).toContain(
    "Attached: www_example_com.zip: www_example_com.crt (the certificate), Intermediate.crt (the intermediate).",
  );
  expect(certificateIssued(factsFor("other"), "ZH_HANT").text).toContain(
    "附件 www_example_com.zip：www_example_com.crt (憑證)、Intermediate.crt (中繼憑證)、TrustedRoot.crt (根憑證)。",
  );
});

test.each(serverPlatforms.map((platform) => platform.id))(
  "install steps for %s are in the mail, in both languages",
  (id) => {
    for (const locale of ["EN", "ZH_HANT"] as const) {
      const { text } = certificateIssued(factsFor(id), locale);
      expect(text).toMatch(/^ {3}1\. /m);
      expect(text).toMatch(/^ {7}\$ openssl s_client /m);
    }
  },
);

test("only a duplicate is told to leave the others valid; an original is called a certificate", () => {
  const { subject, text } = certificateIssued(factsFor("nginx", { kind: "ORIGINAL", serverName: null }), "EN");
  expect(subject).toBe("Issued: certificate for www.example.com (order 100123)");
  expect(text).toContain("  Server: nginx\n");
  expect(text).not.toContain("never revokes");
});

test("a certificate that was revoked before it could be mailed is neither attached nor to be installed", () => {
  for (const locale of ["EN", "ZH_HANT"] as const) {
    const { subject, text, attachments } = certificateIssued(factsFor("nginx", { revoked: true }), locale);
    expect(attachments).toEqual([]);
    expect(subject).toMatch(/^(Revoked: |已撤銷：)/);
    expect(text).toMatch(/Do not install it|請勿安裝/);
    expect(text).not.toContain("$ ");
    expect(text).toContain("https://certificates.example.test/orders/100123");
  }
});
