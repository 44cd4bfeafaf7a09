import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ConfigError, readConfig, repositoryRoot, requireConfig } from "../../src/config.ts";

const refused = (env: Record<string, string>) => {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error(`nothing was refused in ${JSON.stringify(env)}`);
};

test("an empty environment is the embedded default with a demo", () => {
  expect(readConfig({})).toEqual({
    host: "127.0.0.1",
    port: 4000,
    publicUrl: "http://localhost:4000",
    pkiUrl: "http://localhost:4000",
    trustedProxies: [],
    authSecret: null,
    caPassphraseFile: null,
    pkcs11: null,
    dataFolder: join(repositoryRoot, ".data"),
    databaseUrl: null,
    smtpUrl: null,
    mailboxPort: 1080,
    mailboxUrl: null,
    zonePort: 1081,
    zoneUrl: null,
    demo: true,
    network: {
      dnsResolvers: [],
      dnsPerspectives: [],
      perspectiveSecret: null,
      validationHttpPort: 80,
      validationHttpsPort: 443,
      validationNetworks: [],
      caaIdentities: ["localhost"],
    },
    caaIdentities: ["localhost"],
    perspectiveSecret: null,
    embedded: true,
    logLevel: "warn",
  });
});

test("an empty variable counts as not set", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: " ", DEMO: "" })).toEqual(readConfig({}));
});

test("a database of one's own has no demo unless it is asked for", () => {
  const database = { DATABASE_URL: "postgres://me:secret@db.example.com/duplicert" };
  expect(readConfig(database)).toMatchObject({ embedded: false, demo: false, logLevel: "info" });
  expect(readConfig({ ...database, DEMO: "true" }).demo).toBe(true);
});

test("addresses lose the slash at their end, and the PKI address is the public one without TLS", () => {
  const config = readConfig({ PUBLIC_URL: "https://certificates.example.com/", PORT: "4443" });
  expect(config.publicUrl).toBe("https://certificates.example.com");
  expect(config.pkiUrl).toBe("http://certificates.example.com");
  expect(readConfig({ PKI_URL: "http://pki.example.com/" }).pkiUrl).toBe("http://pki.example.com");
  expect(readConfig({ PORT: "4100" }).publicUrl).toBe("http://localhost:4100");
});

test("a relative path is meant from where the command was typed", () => {
  const config = readConfig({ DUPLICERT_DATA: "here", CA_PASSPHRASE_FILE: "../pass", INIT_CWD: "/home/me/work" });
  expect(config.dataFolder).toBe("/home/me/work/here");
  expect(config.caPassphraseFile).toBe("/home/me/pass");
});

test("the load balancers to believe are a list", () => {
  expect(readConfig({ TRUSTED_PROXIES: "10.0.0.0/8, ::1" }).trustedProxies).toEqual(["10.0.0.0/8", "::1"]);
});

describe("a wrong value is refused in one line that names the variable, its value and what it should be", () => {
  test.each([
    [{ PORT: "http" }, 'PORT is "http": it should be a whole number from 1 to 65535.'],
    [{ PORT: "0" }, 'PORT is "0": it should be a whole number from 1 to 65535.'],
    [{ PORT: "65536" }, 'PORT is "65536": it should be a whole number from 1 to 65535.'],
    [{ MAILBOX_PORT: "1e3" }, 'MAILBOX_PORT is "1e3": it should be a whole number from 1 to 65535.'],
    [{ DEMO: "yes" }, 'DEMO is "yes": it should be true or false.'],
    [{ HOST: "http://localhost" }, /^HOST is "http:\/\/localhost": it should be an address/],
    [{ PUBLIC_URL: "localhost:4000" }, /^PUBLIC_URL is "localhost:4000": it should be an http:\/\/ or https:\/\//],
    [{ PUBLIC_URL: "https://example.com/app" }, /^PUBLIC_URL is .* without a path/],
    [{ PKI_URL: "https://pki.example.com" }, /^PKI_URL is "https:\/\/pki.example.com": it should be a plain http:\/\//],
    [{ TRUSTED_PROXIES: "10.0.0.0/33" }, /^TRUSTED_PROXIES is "10.0.0.0\/33": it should be addresses or ranges/],
    [{ TRUSTED_PROXIES: "everyone" }, /^TRUSTED_PROXIES is "everyone": it should be addresses or ranges/],
    [{ DNS_RESOLVERS: "dns.example.com" }, /^DNS_RESOLVERS is "dns.example.com": it should be addresses of recursive/],
    [{ DNS_RESOLVERS: "192.0.2.1:99999" }, /^DNS_RESOLVERS is "192.0.2.1:99999": /],
    [{ DNS_PERSPECTIVES: "192.0.2.1" }, /^DNS_PERSPECTIVES is "192.0.2.1": it should be names with a resolver's/],
    [{ DNS_PERSPECTIVES: "a=192.0.2.1,a=192.0.2.2" }, /^DNS_PERSPECTIVES is .* it should be names that differ/],
    [{ DNS_PERSPECTIVES: "a=http://agent.example.com" }, /^DNS_PERSPECTIVES is .* an agent's https:\/\/ address/],
    [{ VALIDATION_NETWORKS: "10.0.0.0/40" }, /^VALIDATION_NETWORKS is "10.0.0.0\/40": it should be addresses or/],
    [{ CAA_IDENTITIES: "https://ca" }, /^CAA_IDENTITIES is "https:\/\/ca": it should be the names that stand for/],
    [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL is "loud": it should be one of fatal, error, /],
  ])("%j", (env, words) => {
    const message = refused(env as Record<string, string>);
    expect(message).toMatch(words);
    expect(message).not.toContain("\n");
  });
});

describe("a refused value that may hold a secret is not repeated", () => {
  test.each([
    [{ AUTH_SECRET: "hunter2" }, /^AUTH_SECRET is not right \(7 characters\): it should be at least 32 random/],
    [{ DATABASE_URL: "mysql://me:hunter2@db/x" }, /^DATABASE_URL is not right .* a PostgreSQL address/],
    [{ SMTP_URL: "me:hunter2@mail" }, /^SMTP_URL is not right .* a mail relay/],
  ])("%j", (env, words) => {
    const message = refused(env as Record<string, string>);
    expect(message).toMatch(words);
    expect(message).not.toContain("hunter2");
  });
});

test("the outside is asked as the environment says", () => {
  const { network } = readConfig({
    DNS_RESOLVERS: "192.0.2.53, 192.0.2.54:5353,2001:db8::53,[2001:db8::54]:5353",
    DNS_PERSPECTIVES: "tokyo=198.51.100.1,paris=https://agent.example.com/,here=http://127.0.0.1:4100",
    PERSPECTIVE_SECRET: "p".repeat(32),
    VALIDATION_HTTP_PORT: "8080",
    VALIDATION_HTTPS_PORT: "8443",
    VALIDATION_NETWORKS: "10.1.0.0/16,fd00::/8",
    CAA_IDENTITIES: "CA.example.com,ca.example.net",
  });
  expect(network).toEqual({
    dnsResolvers: ["192.0.2.53:53", "192.0.2.54:5353", "[2001:db8::53]:53", "[2001:db8::54]:5353"],
    dnsPerspectives: [
      { name: "tokyo", at: "198.51.100.1:53" },
      { name: "paris", at: "https://agent.example.com" },
      { name: "here", at: "http://127.0.0.1:4100" },
    ],
    perspectiveSecret: "p".repeat(32),
    validationHttpPort: 8080,
    validationHttpsPort: 8443,
    validationNetworks: ["10.1.0.0/16", "fd00::/8"],
    caaIdentities: ["ca.example.com", "ca.example.net"],
  });
  expect(readConfig({ PUBLIC_URL: "https://certificates.example.com" }).caaIdentities).toEqual([
    "certificates.example.com",
  ]);
});

test("what a process cannot do without is asked for by name", () => {
  const config = readConfig({ DATABASE_URL: "postgres://me@db/duplicert" });
  expect(() => requireConfig(config, "databaseUrl", "authSecret")).toThrow(/^AUTH_SECRET is missing: /);
  expect(() => requireConfig(config, "caPassphraseFile")).toThrow(/^CA_PASSPHRASE_FILE is missing: /);
  expect(() => requireConfig(readConfig({}), "databaseUrl")).toThrow(/^DATABASE_URL is missing: /);
  expect(requireConfig(config, "databaseUrl").databaseUrl).toBe("postgres://me@db/duplicert");
});

test("an agent is not asked without a secret", () => {
  const agent = { DNS_PERSPECTIVES: "paris=https://agent.example.com" };
  expect(() => readConfig(agent)).toThrow(/^PERSPECTIVE_SECRET is missing: /);
  expect(refused({ ...agent, PERSPECTIVE_SECRET: "hunter2" })).toMatch(/^PERSPECTIVE_SECRET is not right \(7 char/);
});

test("a token is named by three variables together", () => {
  const three = { PKCS11_MODULE: "/usr/lib/p11.so", PKCS11_TOKEN: "CA keys", PKCS11_PIN_FILE: "pin" };
  expect(readConfig({ ...three, INIT_CWD: "/home/me" }).pkcs11).toEqual({
    module: "/usr/lib/p11.so",
    token: "CA keys",
    pinFile: "/home/me/pin",
  });
  for (const name of Object.keys(three))
    expect(() => readConfig({ ...three, [name]: "" })).toThrow(`${name} is missing: the three PKCS11_ variables`);
});
