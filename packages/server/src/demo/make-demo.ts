import type { DataSource } from "typeorm";
import type { Auth } from "../accounts/auth.ts";
import { audit } from "../audit/audit.ts";
import { AuditEvent } from "../audit/audit-event.ts";
import type { Issuer } from "../ca/issuer.ts";
import { Certificate } from "../certificates/certificate.ts";
import type { Addresses } from "../foundation/context.ts";
import { look, theProduct, transact } from "../foundation/transact.ts";
import { Order } from "../orders/order.ts";
import { newCredentials } from "./credentials.ts";
import { type DemoFile, readdressDemoFile, writeDemoFile } from "./demo-file.ts";
import { furtherOrders, otherOrder } from "./further-orders.ts";
import { importAsThen } from "./import-as-then.ts";
import { layOut } from "./lay-out.ts";
import { namedOrders, type OrderName, orderNames } from "./named-orders.ts";
import type { OrderPlan } from "./order-plan.ts";
import { demoMembers, type MemberKey } from "./people.ts";
import { placeOrders } from "./place-as-then.ts";
import { type DemoParts, tellStory } from "./tell-story.ts";
import { tellVerifications } from "./verifications.ts";

export interface Surroundings {
  addresses: Addresses;
  dataFolder: string;
  now: Date;
}

// any number that nobody else locks with
const makingDemo = 716_203;
const begun = "demo.begin";
const made = "demo.made";
// stories told at once: while one waits for a signature, another asks the database
const atOnce = 4;

/**
 * Makes the demo account in a database without any account; leaves every other database alone. Killed at any point, the
 * next run goes on where it stopped. The event `demo.made` is the last thing written, after demo.json.
 */
export async function makeDemo(
  source: DataSource,
  auth: Auth,
  issuer: Issuer,
  surroundings: Surroundings,
): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    // of several `work` one makes it, the others wait
    await runner.query("select pg_advisory_lock($1)", [makingDemo]);
    if (await isDemoMade(source)) {
      return await readdressDemoFile(surroundings.dataFolder, placesOf(surroundings));
    }
    const { startedAt, orders } = await begin(source, auth, surroundings.now);
    const parts = { source, issuer, addresses: surroundings.addresses };
    await tellStories(parts, allPlans(startedAt), orders);
    const placed = await placeOrders(parts, startedAt);
    placed.set("imported", await importAsThen(parts, startedAt));
    await tellVerifications(parts, startedAt);
    await tell(source, auth, surroundings, new Map([...orders, ...placed]));
    await transact(source, theProduct, (tx) =>
      audit(tx, { ...itself, now: surroundings.now }, made, { type: "demo", id: "demo" }),
    );
  } finally {
    await runner.query("select pg_advisory_unlock($1)", [makingDemo]).catch(() => {});
    await runner.release();
  }
}

const itself = { accountId: null, actor: "demo" };

/** Whether nothing is left to make: the demo is complete, or the database was somebody's before. */
export async function isDemoMade(source: DataSource): Promise<boolean> {
  const [{ complete }] = await look(source, theProduct, (db) =>
    db.query(
      `select case when exists (select 1 from audit_event where object_id = 'demo' and action = $1) then true
       else exists (select 1 from account) and not exists (select 1 from audit_event where object_id = 'demo' and action = $2) end as complete`,
      [made, begun],
    ),
  );
  return complete;
}

function allPlans(now: Date): OrderPlan[] {
  return [...namedOrders(now), ...furtherOrders(now), otherOrder(now)];
}

/** One transaction: all that does not need the CA, and the event by which a later run knows when this one began. */
async function begin(
  source: DataSource,
  auth: Auth,
  now: Date,
): Promise<{ startedAt: Date; orders: Map<string, string> }> {
  return transact(source, theProduct, async (tx) => {
    const earlier = await tx.findOneBy(AuditEvent, { objectId: "demo", action: begun });
    if (earlier)
      return {
        startedAt: earlier.at,
        orders: new Map(Object.entries((earlier.detail as { orders: Record<string, string> }).orders)),
      };
    const orders = await layOut(tx, auth, allPlans(now), now);
    await audit(tx, { ...itself, now }, begun, { type: "demo", id: "demo" }, { orders: Object.fromEntries(orders) });
    return { startedAt: now, orders };
  });
}

async function tellStories(parts: DemoParts, plans: OrderPlan[], orders: Map<string, string>): Promise<void> {
  const waiting = plans.values();
  const teller = async () => {
    // one iterator for all: whoever is free takes the next plan, and none is taken after a failure
    for (const plan of waiting) await tellStory(parts, plan, orders.get(plan.key)!);
  };
  const tellers = await Promise.allSettled(Array.from({ length: atOnce }, teller));
  const failed = tellers.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}

async function tell(
  source: DataSource,
  auth: Auth,
  surroundings: Surroundings,
  orders: Map<string, string>,
): Promise<void> {
  const { dataFolder, now } = surroundings;
  const { passwords, apiKeys } = await newCredentials(source, auth, now);
  const { numbers, other } = await transact(source, theProduct, async (tx) => ({
    numbers: new Map((await tx.find(Order)).map(({ id, number }) => [id, number])),
    other: await tx.findOneByOrFail(Certificate, { orderId: orders.get("otherAccount")!, isPrimary: true }),
  }));
  const numberOf = (key: string) => numbers.get(orders.get(key)!)!;
  const apiKey = (key: MemberKey) => apiKeys.get(key)!;
  await writeDemoFile(dataFolder, {
    ...placesOf(surroundings),
    users: demoMembers
      .filter(({ account }) => account !== "other")
      .map(({ key, email, role }) => ({ email, password: passwords.get(key)!, role })),
    apiKeys: {
      administrator: apiKey("administrator"),
      manager: apiKey("manager"),
      standard: apiKey("standard"),
      validationSpecialist: apiKey("validationSpecialist"),
      secondSpecialist: apiKey("secondSpecialist"),
    },
    orders: Object.fromEntries(orderNames.map((name) => [name, numberOf(name)])) as Record<OrderName, number>,
    otherAccount: { apiKey: apiKey("otherAdministrator"), order: numberOf("otherAccount"), certificateId: other.id },
  });
}

function placesOf({ addresses }: Surroundings): Pick<DemoFile, "url" | "mailbox" | "zone"> {
  const { publicUrl, mailboxUrl = null, zoneUrl = null } = addresses;
  return { url: publicUrl, mailbox: mailboxUrl, zone: zoneUrl };
}
