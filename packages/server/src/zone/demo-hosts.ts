import { demoDomains } from "../demo/domains.ts";

/** The address of everything in the demo: this machine. */
export const hereAddress = "127.0.0.1";

/** Where the demo's CA is said to be; what a CNAME that proves a domain points to lies below it. */
const demoCaDomain = "duplicert.example";

/** The name server, in the records that have to name one. */
export const nameServer = `ns.${demoCaDomain}`;

const mailHost = (domain: string) => `mail.${domain}`;

/** What is there before anything is published. */
export interface DemoHosts {
  /** Domains with a mail exchanger; each is the top of a zone. */
  domains: ReadonlySet<string>;
  /** Names with an address. */
  hosts: ReadonlySet<string>;
}

/** Each domain of the demo with its web server, and a mail host of its own. */
export function demoHosts(): DemoHosts {
  const domains = demoDomains.map(({ name }) => name);
  const hosts = domains.flatMap((domain) => [domain, `www.${domain}`, mailHost(domain)]);
  return {
    domains: new Set([...domains, demoCaDomain]),
    hosts: new Set([...hosts, demoCaDomain, nameServer, `dcv.${demoCaDomain}`, mailHost(demoCaDomain)]),
  };
}

/** Where mail for a domain of the demo goes. */
export function mailExchangerOf(domain: string): string {
  return mailHost(domain);
}
