import { expect, test } from "@jest/globals";
import { type DnsRecord, digLine, dnsFields, dnsLine, zoneOf } from "./dns-styles.ts";

const txt: DnsRecord = {
  recordType: "TXT",
  name: "_duplicert.shop.example.com",
  relativeName: "_duplicert.shop",
  value: "abcdefghijklmnopqrstuvwxyz234567",
  ttl: 300,
};
const cname: DnsRecord = {
  ...txt,
  recordType: "CNAME",
  name: "_abc.example.com",
  relativeName: "_abc",
  value: "dcv.ca.example",
};

test("forms get the name without the registered domain, and Route 53 the value in quotation marks", () => {
  expect(dnsFields("CLOUDFLARE", txt)).toEqual({ name: "_duplicert.shop", value: txt.value });
  expect(dnsFields("ROUTE_53", txt).value).toBe(`"${txt.value}"`);
  expect(dnsFields("ROUTE_53", cname).value).toBe("dcv.ca.example");
  expect(zoneOf(txt)).toBe("example.com");
});

test("a zone file gets names that end by a dot, and text in quotation marks", () => {
  expect(dnsLine("BIND", txt)).toBe(`_duplicert.shop.example.com. 300 IN TXT "${txt.value}"`);
  expect(dnsLine("BIND", cname)).toBe("_abc.example.com. 300 IN CNAME dcv.ca.example.");
});

test("Windows gets a line of PowerShell", () => {
  expect(dnsLine("WINDOWS", txt)).toBe(
    `Add-DnsServerResourceRecord -ZoneName "example.com" -Name "_duplicert.shop" -Txt -DescriptiveText "${txt.value}" -TimeToLive ([TimeSpan]::FromSeconds(300))`,
  );
  expect(dnsLine("WINDOWS", cname)).toContain('-HostNameAlias "dcv.ca.example."');
  expect(dnsLine("AZURE", txt)).toBeNull();
});

test("what the world sees is asked by the whole name", () => {
  expect(digLine(txt)).toBe("dig +short TXT _duplicert.shop.example.com");
});
