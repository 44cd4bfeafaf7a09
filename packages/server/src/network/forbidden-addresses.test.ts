import { describe, expect, test } from "@jest/globals";
import { forbiddenUnless } from "./forbidden-addresses.ts";

describe("an address is forbidden", () => {
  test.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.169.254",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.168.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:8.8.8.8",
    "::ffff:127.0.0.1",
    "::127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:a00:1::1",
    "3fff::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "fe80::1%eth0",
    "not an address",
  ])("%s", (address) => {
    expect(forbiddenUnless([])(address)).toBe(true);
  });
});

describe("an address on the public internet is not", () => {
  test.each(["8.8.8.8", "1.1.1.1", "172.32.0.1", "192.0.1.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"])(
    "%s",
    (address) => {
      expect(forbiddenUnless([])(address)).toBe(false);
    },
  );
});

test("an exception is for its own range alone, and not in other clothes", () => {
  const isForbidden = forbiddenUnless(["127.0.0.1", "10.1.0.0/16", "fd00::/64"]);
  for (const address of ["127.0.0.1", "10.1.2.3", "fd00::7", "8.8.8.8"])
    expect([address, isForbidden(address)]).toEqual([address, false]);
  for (const address of ["127.0.0.2", "10.2.0.1", "fd01::7", "::ffff:127.0.0.1", "::ffff:7f00:1"])
    expect([address, isForbidden(address)]).toEqual([address, true]);
});
