import { describe, expect, test } from "@jest/globals";
import { type CaaProperty, caaSubject, forbiddenByCaa, readCaaSubject } from "./caa.ts";

const ours = ["ca.example", "ca.example.net"];
const read = (text: string): CaaProperty => {
  const [, flags, tag, value] = /^(\d+) (\S+) "(.*)"$/.exec(text) as unknown as [string, string, string, string];
  return { critical: Number(flags) >= 128, tag, value };
};
const forbidden = (name: string, ...texts: string[]) => {
  const found = forbiddenByCaa(texts.map(read), name, ours);
  return found && `${found.tag} ${found.value}`;
};

describe("a CA may issue", () => {
  test.each([
    ["when nothing is said"],
    ["when nothing is said about issuing", '0 iodef "mailto:security@example.com"', '128 iodef "mailto:a@example.com"'],
    ["when it is named", '0 issue "ca.example"'],
    ["when it is named in other letters", '0 ISSUE "CA.Example"'],
    ["when it is named by its other name", '0 issue "ca.example.net"'],
    ["when it is named among others", '0 issue "other.example"', '0 issue "ca.example"'],
    ["beside an empty issuer", '0 issue ";"', '0 issue "ca.example"'],
    ["with spaces and parameters of its own", '0 issue "  ca.example ; policy=ev; key = value "'],
    ["whatever is said about wildcards", '0 issuewild ";"'],
    ["when a property it does not know is not critical", '0 issue "ca.example"', '0 future "x"'],
  ])("%s", (_when, ...texts) => {
    expect(forbidden("www.example.com", ...texts)).toBeNull();
  });
});

describe("a CA may not issue", () => {
  test.each([
    ["when another is named", '0 issue "other.example"'],
    ["when nobody is", '0 issue ";"'],
    ["when the value is empty", '0 issue ""'],
    ["when its name is only the end of the one there", '0 issue "not-ca.example"'],
    ["when its name is only the beginning of it", '0 issue "ca.example.com"'],
    ["when the value cannot be read", '0 issue "ca.example policy=ev"'],
    ["when a parameter cannot be read", '0 issue "ca.example; policy"'],
    ["when an end of a list of parameters is missing", '0 issue "ca.example; policy=ev;"'],
    ["when it is for an account that is not ours to know", '0 issue "ca.example; accounturi=https://ca.example/7"'],
    ["when it is for methods that were not agreed on", '0 issue "ca.example; validationmethods=dns-01"'],
    ["when a critical property is not understood", '128 future "x"', '0 issue "ca.example"'],
    ["when a tag is none", '0 iss\\000e "x"', '0 issue "ca.example"'],
  ])("%s", (_when, ...texts) => {
    expect(forbidden("www.example.com", ...texts)).toBe(texts[0]!.replace(/^\d+ (\S+) "(.*)"$/, "$1 $2"));
  });
});

test("for a wildcard, issuewild decides where there is one, and issue where there is none", () => {
  expect(forbidden("*.example.com", '0 issue "other.example"', '0 issuewild "ca.example"')).toBeNull();
  expect(forbidden("*.example.com", '0 issue "ca.example"', '0 issuewild ";"')).toBe("issuewild ;");
  expect(forbidden("*.example.com", '0 issue "other.example"')).toBe("issue other.example");
  expect(forbidden("*.example.com", '0 issue "ca.example"')).toBeNull();
});

test("what is forbidden is one text, whatever the record holds", () => {
  const refusal = {
    name: "a.example",
    record: 'example. CAA 0 issue "x | y"',
    add: 'example. CAA 0 issue "ca.example"',
  };
  expect(readCaaSubject(caaSubject(refusal))).toEqual(refusal);
  expect(readCaaSubject(caaSubject({ ...refusal, add: null }))).toEqual({ ...refusal, add: null });
});
