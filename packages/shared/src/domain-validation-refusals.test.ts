import { expect, test } from "@jest/globals";
import {
  constructedMailboxes,
  DomainValidationRefusalCode,
  type DomainValidationWish,
  domainValidationRefusals,
  domainValidationRefusalWords,
} from "./domain-validation-refusals.ts";

const codes = (wish: Partial<DomainValidationWish>, mailsOfADay = 0) =>
  domainValidationRefusals(
    { domain: "example.com", mailsOfADay },
    { method: "DNS_TXT", recipients: null, names: [], ...wish },
  ).map(({ code }) => code);

test("a record or a mail serves every name under the domain, and wildcards", () => {
  const names = ["example.com", "*.example.com", "a.b.example.com"];
  for (const method of ["DNS_TXT", "DNS_CNAME", "EMAIL_CONSTRUCTED", "EMAIL_TXT_CONTACT"] as const)
    expect([method, codes({ method, names })]).toEqual([method, []]);
});

test("a file serves the exact name alone", () => {
  expect(codes({ method: "HTTP_FILE", names: ["Example.com."] })).toEqual([]);
  expect(codes({ method: "HTTP_FILE", names: ["*.example.com", "www.example.com"] })).toEqual([
    "WILDCARD_BY_FILE",
    "NAME_BEYOND_FILE",
  ]);
});

test("a name that the domain is not above is refused by every method", () => {
  for (const name of ["example.net", "notexample.com", "com", "", "a b"])
    expect([name, codes({ names: [name] })]).toEqual([name, ["NAME_NOT_COVERED"]]);
});

test("only five mailboxes speak for a domain, and ten mails a day ask", () => {
  const mail = (recipients: string[] | null, sent = 0) => codes({ method: "EMAIL_CONSTRUCTED", recipients }, sent);
  expect(mail([...constructedMailboxes])).toEqual([]);
  expect(mail(["root", "admin", "info"])).toEqual(["RECIPIENT_NOT_ALLOWED", "RECIPIENT_NOT_ALLOWED"]);
  expect(mail([])).toEqual(["NO_RECIPIENT"]);
  expect([mail(null, 5), mail(null, 6), mail(["admin"], 9), mail(["admin"], 10)]).toEqual([
    [],
    ["TOO_MANY_MAILS"],
    [],
    ["TOO_MANY_MAILS"],
  ]);
  expect(codes({ method: "EMAIL_TXT_CONTACT" }, 10)).toEqual(["TOO_MANY_MAILS"]);
  expect(codes({ method: "DNS_TXT", recipients: ["root"] }, 10)).toEqual([]);
});

test("every reason says what is wrong and what to do", () => {
  for (const code of Object.values(DomainValidationRefusalCode)) {
    const { message, remedy } = domainValidationRefusalWords({ code, domain: "example.com", subject: "11" });
    expect([message, remedy]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/^[A-Z].{15,}\.$/)]);
  }
});
