import { expect, test } from "@jest/globals";
import { asksAbout, draftOcsp, longestOcspRequest, readOcspRequest } from "./ocsp.ts";
import { eccCa, rsaCa } from "./sample.ts";

// as `openssl ocsp -sha256 -no_nonce` writes one, with the hashes of an issuer that is none of ours
const request = Buffer.from(
  "306230603" +
    "05e305c305a300d06096086480165030402010500" +
    "0420" +
    "11".repeat(32) +
    "0420" +
    "22".repeat(32) +
    "02050080ff0102",
  "hex",
);

test("an OCSP request says by which hash, of which issuer, about which serial", () => {
  expect(request.length).toBe(100);
  const question = readOcspRequest(request);
  expect(question).toMatchObject({ hash: "SHA256", serial: Buffer.from("80ff0102", "hex") });
  expect(question!.issuerNameHash.equals(Buffer.alloc(32, 0x11))).toBe(true);
  expect(asksAbout(rsaCa, question!)).toBe(false);
});

test("whatever is cut off, added or turned in it is no request, or another question, and never a crash", () => {
  for (let at = 0; at < request.length; at += 1) {
    expect(readOcspRequest(request.subarray(0, at))).toBeNull();
    for (const bit of [1, 0x20, 0x80]) {
      const other = Buffer.from(request);
      other[at]! ^= bit;
      expect(() => readOcspRequest(other)).not.toThrow();
    }
  }
  expect(readOcspRequest(Buffer.concat([request, Buffer.from([0])]))).toBeNull();
  expect(readOcspRequest(Buffer.alloc(longestOcspRequest + 1, 0x30))).toBeNull();
});

test("an answer outside of 8 hours to 10 days is not signed", () => {
  const thisUpdate = new Date("2026-11-20T10:00:00Z");
  const living = (hours: number) => {
    const nextUpdate = new Date(thisUpdate.getTime() + hours * 3_600_000);
    return draftOcsp(eccCa, { serial: Buffer.from("41", "hex"), revoked: null, thisUpdate, nextUpdate }, "SHA1");
  };
  for (const hours of [0, 7.9, 240.1, -8]) expect(() => living(hours)).toThrow("8 hours to 10 days");
  for (const hours of [8, 96, 240]) expect(living(hours)[0]).toBe(0x30);
});
