import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { demoHosts, hereAddress } from "./demo-hosts.ts";
import { dnsAnswer } from "./dns-answer.ts";
import { openDnsServer } from "./dns-server.ts";
import { zonePageServer } from "./page-server.ts";
import { RecordStore } from "./record-store.ts";
import { zoneWebServer } from "./web-server.ts";

/** Where the demo's piece of internet is kept and listens; port 0 is any that is free. */
interface ZonePlan {
  file: string;
  dnsPort: number;
  webPort: number;
  pagePort: number;
  /** Of the product, to lead back to. */
  publicUrl: string;
}

/** A name server, a web server and a page to publish on, at these ports of this machine. */
export interface Zone {
  dnsPort: number;
  webPort: number;
  pagePort: number;
  close(): Promise<void>;
}

/** Opens all of it; where the page's port is taken, the page takes another. */
export async function openZone(plan: ZonePlan): Promise<Zone> {
  const demo = demoHosts();
  const store = await RecordStore.open(plan.file, demo.hosts);
  const dns = await openDnsServer(plan.dnsPort, (question) => dnsAnswer(demo, store.list(), question));
  const web = await listening(() => zoneWebServer(() => store.list()), plan.webPort);
  const open = () => zonePageServer(store, plan.publicUrl);
  const page = await listening(open, plan.pagePort).catch(() => listening(open, 0));
  const closed = (server: Server) => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return {
    dnsPort: dns.port,
    webPort: portOf(web),
    pagePort: portOf(page),
    close: async () => void (await Promise.all([dns.close(), closed(web), closed(page)])),
  };
}

async function listening(make: () => Server, port: number): Promise<Server> {
  const server = make();
  server.listen({ host: hereAddress, port, exclusive: true });
  await once(server, "listening");
  return server;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;
