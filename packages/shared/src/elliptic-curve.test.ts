import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "@jest/globals";
import { uncompressedPoint } from "./elliptic-curve.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));

test.each([
  ["P-256", 32],
  ["P-384", 48],
] as const)("a point on %s is the same compressed and uncompressed", (curve, size) => {
  for (let round = 0; round < 10; round++) {
    const { x, y } = generateKeyPairSync("ec", { namedCurve: curve }).publicKey.export({ format: "jwk" });
    const [across, up] = [x, y].map((one) => Buffer.from(one!, "base64url")) as [Buffer, Buffer];
    const whole = Uint8Array.from(Buffer.concat([Buffer.of(4), across, up]));
    const compressed = Uint8Array.from(Buffer.concat([Buffer.of(2 + (up.at(-1)! & 1)), across]));
    expect(uncompressedPoint(curve, whole)).toEqual(whole);
    expect(uncompressedPoint(curve, compressed)).toEqual(whole);
    // The other parity is the point on the other side, and not the same key.
    compressed[0]! ^= 1;
    const other = uncompressedPoint(curve, compressed)!;
    expect(other.subarray(0, 1 + size)).toEqual(whole.subarray(0, 1 + size));
    expect(other).not.toEqual(whole);
    expect(uncompressedPoint(curve, other)).toEqual(other);
  }
});

test.each([
  ["P-256", 32, 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n],
  ["P-384", 48, 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n],
] as const)("what is no point on %s is none in either form", (curve, size, p) => {
  const number = (value: bigint) => value.toString(16).padStart(2 * size, "0");
  // Half of all abscissas belong to no point.
  const points = Array.from({ length: 40 }, (_, x) => uncompressedPoint(curve, hex(`02${number(BigInt(x))}`)));
  const none = points.filter((point) => point === null).length;
  expect(none).toBeGreaterThan(8);
  expect(none).toBeLessThan(32);
  const x = points.findIndex((point) => point !== null);
  const y = BigInt(`0x${Buffer.from(points[x]!.subarray(1 + size)).toString("hex")}`);
  for (const wrong of [
    "",
    "00",
    "02",
    "04",
    `02${number(BigInt(points.indexOf(null)))}`,
    `03${number(p)}`, // 0, written as p
    `02${number(BigInt(x))}00`,
    `02${number(BigInt(x)).slice(2)}`,
    `04${number(BigInt(x))}${number(y + 1n)}`,
    `04${number(0n)}${number(0n)}`,
    `04${number(BigInt(x))}${number(y)}00`,
    `05${number(BigInt(x))}`,
    `06${number(BigInt(x))}${number(y)}`,
  ]) {
    expect(uncompressedPoint(curve, hex(wrong))).toBeNull();
  }
});
