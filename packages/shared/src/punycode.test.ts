import { expect, test } from "@jest/globals";
import { decodePunycode } from "./punycode.ts";

// RFC 3492 §7.1
test.each([
  ["egbpdaj6bu4bxfgehfvwxn", "ليهمابتكلموشعربي؟"],
  ["ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"],
  ["proprostnemluvesky-uyb24dma41a", "pročprostěnemluvíčesky"],
  ["4dbcagdahymbxekheh6e0a7fei0b", "למההםפשוטלאמדבריםעברית"],
  ["n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa", "なぜみんな日本語を話してくれないのか"],
  ["-> $1.00 <--", "-> $1.00 <-"],
  ["bcher-kva", "bücher"],
  ["", ""],
])("%s is %s", (text, decoded) => {
  expect(decodePunycode(text)).toBe(decoded);
});

test("what is no Punycode is not decoded", () => {
  for (const text of ["a-9", "99999999", "bücher", "A-B", "9".repeat(59)]) expect(decodePunycode(text)).toBeNull();
});
