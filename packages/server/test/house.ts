import { generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import type { ApolloServer } from "@apollo/server";
import type { Role } from "@duplicert/shared/roles";
import { Logger, runOnce } from "graphile-worker";
import type { DataSource } from "typeorm";
import { Account, type ApprovalPolicy } from "../src/accounts/account.ts";
import { Member } from "../src/accounts/member.ts";
import type { Issuer } from "../src/ca/issuer.ts";
import { ensureCa } from "../src/certificates/ensure-ca.ts";
import { openDatabase } from "../src/database.ts";
import { Context, type Viewer } from "../src/foundation/context.ts";
import { theProduct, transact } from "../src/foundation/transact.ts";
import { openApollo } from "../src/http/graphql-route.ts";
import type { Message } from "../src/mail/message.ts";
import type { Post } from "../src/mail/transport.ts";
import type { Network } from "../src/network/network.ts";
import type { NetworkSettings } from "../src/network/network-settings.ts";
import { openNetwork } from "../src/network/open-network.ts";
import { tasks } from "../src/work/tasks.ts";
import { type DnsServer, openDnsServer } from "./dns-server.ts";
import { caPassphrase, databaseUrlOf, type Ground, pkiUrl } from "./ground.ts";
import { openWebServer, type WebServer } from "./web-server.ts";

export const addresses = {
  publicUrl: "https://certificates.duplicert.test",
  pkiUrl,
  caaIdentities: ["ca.duplicert.test"],
};

/** A whole product for one story: its own database, its own clock, a real CA; mail is collected instead of sent. */
export interface House {
  source: DataSource;
  databaseUrl: string;
  issuer: Issuer;
  /** What `work` asks of the outside: `dns` and `web`, which are real servers on loopback. */
  network: Network;
  /** A name without a record is not there, and so CAA permits it. */
  dns: DnsServer;
  web: WebServer;
  /** What time it is for everything; move it as the story goes on. */
  now: Date;
  mails: Message[];
  /** Asks the API as this person. */
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Runs every job that is due. */
  runJobs(): Promise<void>;
  close(): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is the query's
export type Answer = { data: any; errors?: readonly { message: string; extensions?: { code?: unknown } }[] };

export const storyTime = new Date("2026-11-20T10:00:00.000Z");

/** Opens a house on a fresh copy of the template database. */
export async function openHouse(): Promise<House> {
  const ground: Ground = JSON.parse(process.env.STORY_GROUND ?? "null");
  const name = `story_${randomUUID().replaceAll("-", "")}`;
  const maker = await openDatabase(ground.databaseUrl, 1);
  await maker.query(`create database ${name} template ${ground.template}`);
  await maker.destroy();
  const databaseUrl = databaseUrlOf(ground.databaseUrl, name);
  const source = await openDatabase(databaseUrl, 20);
  const settings = {
    keyFolder: ground.keyFolder,
    passphrase: caPassphrase,
    name: "Story",
    pkiUrl,
    notBefore: storyTime,
  };
  const issuer = await ensureCa(source, settings, storyTime);
  const failures: unknown[] = [];
  const apollo = await openApollo([], { error: (...told: unknown[]) => void failures.push(told) } as never);
  const [dns, web] = await Promise.all([openDnsServer(), openWebServer()]);
  const house: House = {
    source,
    databaseUrl,
    issuer,
    network: openNetwork(networkSettings(dns, web)),
    dns,
    web,
    now: storyTime,
    mails: [],
    ask: (viewer, query, variables) =>
      ask(apollo, new Context(source, viewer, house.now, addresses), query, variables, failures),
    runJobs: () => runJobs(house),
    async close() {
      await apollo.stop();
      await Promise.all([dns.close(), web.close()]);
      await source.destroy();
      const remover = await openDatabase(ground.databaseUrl, 1);
      await remover.query(`drop database ${name} with (force)`);
      await remover.destroy();
    },
  };
  return house;
}

/** The outside of a story: on loopback, which strangers' names may lead to here alone. */
export function networkSettings(dns: DnsServer, web: WebServer): NetworkSettings {
  return {
    dnsResolvers: [dns.address],
    dnsPerspectives: [],
    perspectiveSecret: null,
    validationHttpPort: web.port,
    validationHttpsPort: web.port,
    validationNetworks: ["127.0.0.1"],
    caaIdentities: addresses.caaIdentities,
  };
}

async function ask(
  apollo: ApolloServer<Context>,
  contextValue: Context,
  query: string,
  variables: Record<string, unknown> | undefined,
  failures: unknown[],
): Promise<Answer> {
  const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
  if (body.kind !== "single") throw new Error("an answer in parts");
  const bug = failures.pop();
  if (bug) throw new Error(`the API failed: ${JSON.stringify(bug, (_, v) => (v instanceof Error ? v.stack : v))}`);
  // a program sees JSON: dates as text
  return JSON.parse(JSON.stringify(body.singleResult));
}

async function runJobs(house: House): Promise<void> {
  const post: Post = { send: async (message) => void house.mails.push(message) };
  const taskList = tasks({ ...house, post, addresses, clock: () => house.now });
  const logger = new Logger(() => () => {});
  await runOnce({ connectionString: house.databaseUrl, taskList, noHandleSignals: true, logger });
}

/** Adds an account. */
export async function addAccount(
  house: House,
  approval: ApprovalPolicy = "ONE_STEP",
  name = "Example Widgets",
): Promise<Account> {
  const { source, now } = house;
  return source.manager.save(
    source.manager.create(Account, { name, approval, keyPolicy: "REFUSE", locale: "EN", createdAt: now }),
  );
}

/** Adds a person, as the API sees one who has signed in. */
export async function addPerson(
  house: House,
  account: Account,
  role: Role,
  name = role.toLowerCase(),
): Promise<Viewer> {
  const { source, now } = house;
  const email = `${name}.${randomUUID().slice(0, 8)}@example.com`;
  const row = source.manager.create(Member, {
    accountId: account.id,
    name,
    email,
    emailVerified: true,
    role,
    locale: "EN",
    disabledAt: null,
    createdAt: now,
    updatedAt: now,
  });
  return transact(source, theProduct, (tx) => tx.save(row));
}

/** A key pair for a server. */
export function newKey(type: "P-256" | "RSA" = "P-256"): { privateKey: KeyObject; publicKey: KeyObject } {
  return type === "RSA"
    ? generateKeyPairSync("rsa", { modulusLength: 2048 })
    : generateKeyPairSync("ec", { namedCurve: "P-256" });
}
