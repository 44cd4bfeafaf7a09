import { generateKeyPairSync, randomBytes } from "node:crypto";
import { expect, test } from "@jest/globals";
import { readKey } from "./csr-key.ts";
import { type DerElement, readDer } from "./der.ts";
import { smallFactor } from "./rsa-weakness.ts";

const read = (der: Uint8Array) => readKey(readDer(Uint8Array.from(der)) as DerElement);
const faultsOf = (der: Uint8Array) => read(der).faults.map(({ code, found }) => `${code} ${found}`);
const element = (tag: number, ...contents: Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents);
  const { length } = content;
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...head), content]);
};
const number = (value: bigint): Buffer => {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), "0"), "hex");
  return element(2, bytes[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
};
const rsa = (modulus: bigint, exponent: bigint, identifier = "300d06092a864886f70d0101010500", unused = 0): Buffer =>
  element(
    0x30,
    Buffer.from(identifier, "hex"),
    element(3, Buffer.of(unused), element(0x30, number(modulus), number(exponent))),
  );
/** The next number without a small factor: no prime, but nothing here can tell. */
function next(number: bigint): bigint {
  let candidate = number | 1n;
  while (smallFactor(candidate) !== null) candidate += 2n;
  return candidate;
}
const modulusOf = (bits: number): bigint =>
  next((1n << BigInt(bits - 1)) | (BigInt(`0x${randomBytes(bits >> 3).toString("hex")}`) >> 2n));
const near = modulusOf(1024) | (1n << 1022n);
const usual = modulusOf(2048);

test.each([
  [2048, 65_537n, []],
  [8192, 65_537n, []],
  [3072, 2n ** 255n + 1n, []],
  [4096, 2n ** 63n + 1n, []],
  [2040, 65_537n, ["KEY_TOO_SMALL RSA 2040"]],
  [2049, 65_537n, ["KEY_MALFORMED RSA 2049, not a multiple of 8"]],
  [8200, 65_537n, ["KEY_TOO_LARGE RSA 8200"]],
  [2048, 65_535n, ["EXPONENT_NOT_ALLOWED exponent 65535"]],
  [2048, 65_538n, ["EXPONENT_NOT_ALLOWED exponent 65538"]],
  [2048, 1n, ["EXPONENT_NOT_ALLOWED exponent 1"]],
  [2048, 0n, ["EXPONENT_NOT_ALLOWED exponent 0"]],
  [2048, 2n ** 256n + 1n, ["EXPONENT_NOT_ALLOWED exponent above 256 bits"]],
  [4096, 2n ** 64n + 1n, ["EXPONENT_NOT_ALLOWED exponent above 64 bits in a key above RSA 3072"]],
  [2048, 2n ** 2048n + 1n, ["KEY_MALFORMED exponent above the modulus"]],
] as [number, bigint, string[]][])("RSA of %i bits with the exponent %i", (bits, exponent, faults) => {
  expect(faultsOf(rsa(modulusOf(bits), exponent))).toEqual(faults);
});

test.each([
  [usual * 2n, "divisible by 2"],
  [751n * modulusOf(2040), "divisible by 751"],
  [65_537n ** 128n, "ROCA"],
  [next(near) * next(near + 9000n), "close primes"],
  [modulusOf(683) ** 3n, "power of a number"],
  [next(3n << 1022n) * next(7n << 1021n), "mostly zeros"],
])("a weak modulus is called by its weakness: %#", (modulus, found) => {
  expect(faultsOf(rsa(modulus, 65_537n))).toContain(`WEAK_KEY ${found}`);
});

test("an identifier is the BR's, byte for byte", () => {
  expect(faultsOf(rsa(usual, 65_537n, "300b06092a864886f70d010101"))).toEqual([
    "KEY_MALFORMED RSA without NULL parameters",
  ]);
  expect(faultsOf(rsa(usual, 65_538n, "300d06092a864886f70d0101010500", 1))).toEqual(["KEY_MALFORMED unused bits"]);
});

test("a point is called by what is wrong with it", () => {
  const spki = (point: string) =>
    element(
      0x30,
      Buffer.from("301306072a8648ce3d020106082a8648ce3d030107", "hex"),
      element(3, Buffer.from(`00${point}`, "hex")),
    );
  const good = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "der", type: "spki" });
  const xy = good.subarray(-64).toString("hex");
  expect(read(good)).toEqual({
    readable: { key: { type: "EC", curve: "P-256" }, spkiDer: Uint8Array.from(good) },
    faults: [],
  });
  expect(read(spki(`0${2 + (good.at(-1)! & 1)}${xy.slice(0, 64)}`)).readable!.spkiDer).toEqual(Uint8Array.from(good));
  expect(faultsOf(spki("00"))).toEqual(["KEY_MALFORMED point at infinity"]);
  expect(faultsOf(spki(`06${xy}`))).toEqual(["KEY_MALFORMED hybrid point"]);
  expect(faultsOf(spki(`07${xy}`))).toEqual(["KEY_MALFORMED hybrid point"]);
  expect(faultsOf(spki(`04${xy.slice(0, -2)}`))).toEqual(["KEY_MALFORMED not a point on P-256"]);
  expect(faultsOf(spki(""))).toEqual(["KEY_MALFORMED not a point on P-256"]);
});
