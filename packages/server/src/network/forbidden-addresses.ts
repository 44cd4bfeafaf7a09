import { BlockList, isIP } from "node:net";

// IANA's special-purpose registry: what is not globally reachable, is reserved, or carries another address within.
const notGlobal4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
// Of IPv6 only 2000::/3 is global unicast: so loopback, ULA, link-local, multicast, IPv4-mapped and NAT64 are out at once.
const global6 = ["2000::/3"];
// protocol assignments with Teredo and ORCHID, documentation, 6to4
const notGlobal6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

// an exception for IPv4 is none for the same address in IPv6 clothes
const mapped = ["::ffff:0:0/96"];

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits] = range.split("/");
    const type = isIP(address) === 6 ? "ipv6" : "ipv4";
    list.addSubnet(address, Number(bits ?? (type === "ipv6" ? 128 : 32)), type);
  }
  return list;
}

const forbidden4 = listOf(notGlobal4);
const allowed6 = listOf(global6);
const forbidden6 = listOf(notGlobal6);
const mapped4 = listOf(mapped);

/** A judge of addresses that names of strangers lead to: only what is on the public internet, or in one of these networks, is asked. */
export function forbiddenUnless(networks: readonly string[]): (address: string) => boolean {
  const excepted = listOf(networks);
  return (address) => {
    const family = isIP(address);
    if (family === 0) return true;
    if (family === 4) return !excepted.check(address, "ipv4") && forbidden4.check(address, "ipv4");
    const allowed = allowed6.check(address, "ipv6") && !forbidden6.check(address, "ipv6");
    return !allowed && (mapped4.check(address, "ipv6") || !excepted.check(address, "ipv6"));
  };
}
