import { getServers } from "node:dns";
import { openAgent } from "./agent.ts";
import { fetchFile } from "./fetch-file.ts";
import type { Network, Perspective } from "./network.ts";
import type { NetworkSettings } from "./network-settings.ts";
import { openResolver } from "./resolver.ts";

const usualPatience = { question: 3_000, file: 10_000 };

/** The network as it is seen from here and from every perspective of the settings. */
export function openNetwork(settings: NetworkSettings): Network {
  const ours = settings.dnsResolvers.length > 0 ? settings.dnsResolvers : getServers().map(withPort);
  return {
    perspectives: [
      perspectiveBy("primary", ours, settings),
      ...settings.dnsPerspectives.map(({ name, at }) =>
        /^https?:/.test(at)
          ? openAgent(name, at, settings.perspectiveSecret ?? "", settings.patience ?? usualPatience)
          : perspectiveBy(name, [at], settings),
      ),
    ],
    caaIdentities: settings.caaIdentities,
  };
}

function perspectiveBy(name: string, resolvers: string[], settings: NetworkSettings): Perspective {
  const patience = settings.patience ?? usualPatience;
  const resolver = openResolver(resolvers, patience.question);
  return {
    name,
    lookUp: (asked, type, now) => resolver.lookUp(asked, type, now),
    fetchFile: (url, now) => fetchFile(resolver, { ...settings, patience: patience.file }, url, now),
  };
}

// Node leaves out port 53
function withPort(server: string): string {
  if (/^\[.*\]:\d+$|^[\d.]+:\d+$/.test(server)) return server;
  return server.includes(":") ? `[${server}]:53` : `${server}:53`;
}
