import { z } from "zod";
import type { NetworkSettings } from "../network/network-settings.ts";
import { addressOrRange, listOf, resolverAddress } from "./address-list.ts";
import { port } from "./port.ts";

// An agent is asked over TLS, or on this machine.
function agentAddress(text: string): string | null {
  const url = URL.parse(text);
  const own = url !== null && ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  const trusted = url?.protocol === "https:" || (url?.protocol === "http:" && own);
  return trusted && url.pathname === "/" && !url.search && !url.hash && !url.username ? url.origin : null;
}

function perspective(text: string): NetworkSettings["dnsPerspectives"][number] | null {
  const [, name, where] = /^([A-Za-z0-9][A-Za-z0-9_-]{0,31})=(.+)$/.exec(text) ?? [];
  const at = where && (/^https?:/.test(where) ? agentAddress(where) : resolverAddress(where));
  // ours has that name
  return name && at && name !== "primary" ? { name, at } : null;
}

function hostName(text: string): string | null {
  const name = text.toLowerCase();
  const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  return new RegExp(`^(?=.{1,253}$)(${label}\\.)*${label}$`).test(name) ? name : null;
}

const perspectives = "names with a resolver's address or an agent's https:// address, such as tokyo=192.0.2.1:53";

/** What the environment says of how the outside is asked. */
export const networkVariables = {
  DNS_RESOLVERS: listOf(
    resolverAddress,
    "addresses of recursive resolvers, such as 192.0.2.53,[2001:db8::53]:53",
  ).optional(),
  DNS_PERSPECTIVES: listOf(perspective, `${perspectives},paris=https://agent.example.com`)
    .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, "names that differ")
    .optional(),
  PERSPECTIVE_SECRET: z.string().min(32, "at least 32 random characters, the same for all agents").optional(),
  VALIDATION_HTTP_PORT: port.default(80),
  VALIDATION_HTTPS_PORT: port.default(443),
  VALIDATION_NETWORKS: listOf(
    addressOrRange,
    "addresses or ranges with commas between, such as 10.1.0.0/16",
  ).optional(),
  CAA_IDENTITIES: listOf(
    hostName,
    "the names that stand for this CA in CAA records, such as ca.example.com",
  ).optional(),
};

const schema = z.object(networkVariables);

/** The same as settings; by default the CA is called as its product is reached. */
export function networkOf(read: z.infer<typeof schema>, publicUrl: string): NetworkSettings {
  return {
    dnsResolvers: read.DNS_RESOLVERS ?? [],
    dnsPerspectives: read.DNS_PERSPECTIVES ?? [],
    perspectiveSecret: read.PERSPECTIVE_SECRET ?? null,
    validationHttpPort: read.VALIDATION_HTTP_PORT,
    validationHttpsPort: read.VALIDATION_HTTPS_PORT,
    validationNetworks: read.VALIDATION_NETWORKS ?? [],
    caaIdentities: read.CAA_IDENTITIES ?? [new URL(publicUrl).hostname],
  };
}
