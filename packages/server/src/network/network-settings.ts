/** How the outside is asked; the same words as in the configuration. */
export interface NetworkSettings {
  /** Address and port of our recursive resolvers; empty: the system's. */
  dnsResolvers: string[];
  /** Remote ones: `at` is the address and port of a resolver, or the URL of an agent. */
  dnsPerspectives: { name: string; at: string }[];
  validationHttpPort: number;
  validationHttpsPort: number;
  /** Private ranges that may be asked all the same. */
  validationNetworks: string[];
  caaIdentities: string[];
  /** Shared with the agents; null where there are none. */
  perspectiveSecret: string | null;
  /** Milliseconds: for one question over one transport, and for one file with all its redirects. */
  patience?: { question: number; file: number };
}
