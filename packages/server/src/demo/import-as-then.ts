import { subjectOf } from "../certificates/subject-of.ts";
import { theProduct, transact } from "../foundation/transact.ts";
import { ImportOrder } from "../imports/import-order.ts";
import { Order } from "../orders/order.ts";
import { daysBefore, endOfDayAfter, later } from "./demo-time.ts";
import { foreignCertificate } from "./foreign-certificate.ts";
import { must } from "./must.ts";
import { demoOrganization } from "./organizations.ts";
import { asMember } from "./past-context.ts";
import type { DemoParts } from "./tell-story.ts";
import { throwawayKey } from "./throwaway-key.ts";

const names = ["partners.harbour.example.com"];

/** A certificate that was bought elsewhere a month ago, and taken over yesterday, to be watched here. Answers its order. */
export async function importAsThen({ source, addresses }: DemoParts, now: Date): Promise<string> {
  const there = await transact(source, theProduct, (tx) => tx.findOneBy(Order, { imported: true }));
  if (there) return there.id;
  const notBefore = daysBefore(now, 30);
  const { spkiDer } = await throwawayKey("EC", names[0]!);
  const subject = subjectOf(demoOrganization("harbour").details, names[0]!);
  const wish = { profile: "OV", subject, dnsNames: names, spkiDer, validTo: endOfDayAfter(now, 44) } as const;
  const certificate = await foreignCertificate(wish, notBefore);
  const contacts = [
    { kind: "CERTIFICATE" as const, name: "Certificate desk", email: "certificates@harbour.example.com" },
  ];
  const context = await asMember(source, "administrator", later(daysBefore(now, 1), 455), addresses);
  const wanted = { ...certificate, contacts, serverPlatform: "apache" };
  return must(await new ImportOrder().importOrder(wanted, context), Order).id;
}
