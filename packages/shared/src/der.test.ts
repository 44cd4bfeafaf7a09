import { expect, test } from "@jest/globals";
import { oidText, readDer } from "./der.ts";

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const read = (text: string) => readDer(hex(text));

test.each([
  ["2a864886f70d010101", "1.2.840.113549.1.1.1"],
  ["550403", "2.5.4.3"],
  ["00", "0.0"],
  ["27", "0.39"],
  ["28", "1.0"],
  ["4f", "1.39"],
  ["50", "2.0"],
  ["883703", "2.999.3"],
  // 2.25 and a UUID, whose 128 bits no number holds
  ["6983ffffffffffffffffffffffffffffffffff7f", `2.25.${2n ** 128n - 1n}`],
  ["2a87ffffffffffff7f", `1.2.${2n ** 52n - 1n}`],
])("the OID %s is %s", (content, text) => {
  expect(oidText(hex(content))).toBe(text);
});

test("lengths are definite and minimal", () => {
  expect(read("3003020101")).toMatchObject({ tag: 0x30, children: [{ tag: 2 }] });
  for (const wrong of ["30800201010000", "308103020101", "30820003020101", "0281010101"])
    expect(read(wrong)).toBe("not DER");
  for (const cut of ["", "30", "3003", "300302", "3081", "308400000003020101"]) expect(read(cut)).toBe("cut off");
  expect(read("3002020101")).toBe("cut off");
});

test("what is primitive in DER is not constructed, and no tag is long", () => {
  for (const wrong of ["2303030100", "2400", "3f8101 00", "1f1f00", "1000", "1100", "0000"])
    expect(read(wrong)).toBe("not DER");
});

test("numbers are minimal, bit strings have zeros in their unused bits, OIDs are whole", () => {
  for (const wrong of [
    "0200",
    "02020001",
    "0202ff80",
    "030101",
    "03020801",
    "03020101",
    "0300",
    "0600",
    "06022a80",
    "0602802a",
    "050100",
  ]) {
    expect(read(wrong)).toBe("not DER");
  }
  for (const right of ["02020080", "0202ff7f", "030100", "03020102", "0603550403", "0500"])
    expect(read(right)).toMatchObject({});
});

test("sixteen levels and 4096 elements are read, no more", () => {
  const nested = (levels: number): string => {
    let inner = "";
    for (let level = 0; level < levels; level++)
      inner = `30${(inner.length / 2).toString(16).padStart(2, "0")}${inner}`;
    return inner;
  };
  expect(read(nested(16))).toMatchObject({ tag: 0x30 });
  expect(read(nested(17))).toBe("nested too deeply");
  const many = (count: number) => `3082${(2 * count).toString(16).padStart(4, "0")}${"0500".repeat(count)}`;
  expect(read(many(4095))).toMatchObject({ tag: 0x30 });
  expect(read(many(4096))).toBe("too many elements");
  expect(read(`0641${"01".repeat(65)}`)).toBe("not DER");
});
