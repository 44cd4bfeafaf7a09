import { seesAllOrders } from "@duplicert/shared/roles";
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { type EntityManager, In } from "typeorm";
import { certificatePem } from "../ca/pem.ts";
import { connectionOf, type Keyset, readPage } from "../foundation/connection.ts";
import type { Context, Viewer } from "../foundation/context.ts";
import { DateTime } from "../foundation/scalars.ts";
import { isUuid } from "../foundation/uuid.ts";
import { keysById } from "../keys/key.ts";
import { Order, ordersById } from "../orders/order.ts";
import { Platform, platformOf } from "../orders/platform.ts";
import { Certificate, CertificateDer, CertificateStatus, serialText } from "./certificate.ts";
import { certificateStatusOf } from "./certificate-status.ts";

export const CertificateConnection = connectionOf(Certificate, "Certificate");
type CertificateConnection = InstanceType<typeof CertificateConnection>;

const newestFirst: Keyset<Certificate> = {
  columns: [
    { path: "c.validFrom", cast: "timestamptz", valueOf: (certificate) => certificate.validFrom.toISOString() },
    { path: "c.id", cast: "uuid", valueOf: (certificate) => certificate.id },
  ],
  direction: "DESC",
};

/** A certificate by id, if the viewer may see its order. */
export async function findCertificate(db: EntityManager, viewer: Viewer, id: string): Promise<Certificate | null> {
  if (!isUuid(id)) return null;
  const certificate = await db.findOneBy(Certificate, { id, accountId: viewer.accountId });
  if (!certificate || seesAllOrders(viewer.role)) return certificate;
  return (await db.existsBy(Order, { id: certificate.orderId, placedBy: viewer.id })) ? certificate : null;
}

@Resolver(() => Certificate)
export class CertificateQueries {
  @Query(() => Certificate, {
    nullable: true,
    description: "One certificate; null when it is not there or not yours to see.",
  })
  certificate(@Arg("id", () => ID) id: string, @Ctx() context: Context): Promise<Certificate | null> {
    return context.look((db) => findCertificate(db, context.viewer, id));
  }

  @FieldResolver(() => Order, { description: "The order it is on." })
  async order(@Root() certificate: Certificate, @Ctx() context: Context): Promise<Order> {
    return (await context.many(ordersById).load(certificate.orderId)) as Order;
  }

  @FieldResolver(() => CertificateStatus, { description: "Whether it may be relied on now." })
  status(@Root() certificate: Certificate, @Ctx() context: Context): Promise<CertificateStatus> {
    return certificateStatusOf(context, certificate);
  }

  @FieldResolver(() => String, {
    description: "Serial number, hexadecimal, upper case, as `openssl x509 -serial` prints it.",
  })
  serialNumber(@Root() certificate: Certificate): string {
    return serialText(certificate);
  }

  @FieldResolver(() => String, { description: 'The subject\'s key, e.g. "RSA 2048" or "ECDSA P-256".' })
  async keyAlgorithm(@Root() certificate: Certificate, @Ctx() context: Context): Promise<string> {
    return (await context.many(keysById).load(certificate.keyId))?.algorithm ?? "";
  }

  @FieldResolver(() => String, {
    description:
      "SHA-256 of the SubjectPublicKeyInfo, 64 hexadecimal digits, lower case. Under the key policy REFUSE no two servers of an account share it.",
  })
  async spkiSha256(@Root() certificate: Certificate, @Ctx() context: Context): Promise<string> {
    return (await context.many(keysById).load(certificate.keyId))?.spkiSha256 ?? "";
  }

  @FieldResolver(() => String, { description: "The certificate, PEM." })
  async pem(@Root() certificate: Certificate, @Ctx() context: Context): Promise<string> {
    return certificatePem((await derOf(certificate, context)).der);
  }

  @FieldResolver(() => String, {
    description:
      "The CA certificates between it and the root, PEM, the root not included: send them to clients after `pem`. Empty when an imported certificate came without them.",
  })
  async chainPem(@Root() certificate: Certificate, @Ctx() context: Context): Promise<string> {
    return (await derOf(certificate, context)).chainPem;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The root, PEM: what clients trust. Null when an imported certificate came without it.",
  })
  async rootPem(@Root() certificate: Certificate, @Ctx() context: Context): Promise<string | null> {
    return (await derOf(certificate, context)).rootPem;
  }

  @FieldResolver(() => Platform, { nullable: true, description: "The software of the server it is for." })
  serverPlatform(@Root() certificate: Certificate): Platform {
    return platformOf(certificate.serverPlatformKey);
  }
}

@Resolver(() => Order)
export class OrderCertificates {
  @FieldResolver(() => Certificate, {
    nullable: true,
    description: "The primary one: the original or its latest reissue. Null before it is issued.",
  })
  async certificate(@Root() order: Order, @Ctx() context: Context): Promise<Certificate | null> {
    return (await context.many(primaryOfOrder).load(order.id)) ?? null;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "First second of the primary certificate; null before it is issued.",
  })
  async validFrom(@Root() order: Order, @Ctx() context: Context): Promise<Date | null> {
    return (await context.many(primaryOfOrder).load(order.id))?.validFrom ?? null;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "Last second of the primary certificate, included; null before it is issued.",
  })
  async validTo(@Root() order: Order, @Ctx() context: Context): Promise<Date | null> {
    return (await context.many(primaryOfOrder).load(order.id))?.validTo ?? null;
  }

  @FieldResolver(() => CertificateConnection, {
    description: "Every certificate on the order: primary, reissues, duplicates; newest first.",
  })
  certificates(
    @Root() order: Order,
    @Arg("first", () => Int, { nullable: true, defaultValue: 25, description: "Items a page, 1 to 100." }) first:
      | number
      | null,
    @Arg("after", () => String, { nullable: true, description: "`pageInfo.endCursor` of the page before." }) after:
      | string
      | null,
    @Ctx() context: Context,
  ): Promise<CertificateConnection> {
    return context.look(async (db) => {
      const query = db.createQueryBuilder(Certificate, "c").where("c.orderId = :orderId", { orderId: order.id });
      return CertificateConnection.of(await readPage(query, newestFirst, { first, after }));
    });
  }
}

async function primaryOfOrder(db: EntityManager, orderIds: readonly string[]): Promise<Map<string, Certificate>> {
  const rows = await db.findBy(Certificate, { orderId: In([...orderIds]), isPrimary: true });
  return new Map(rows.map((row) => [row.orderId, row]));
}

/** Batched load of the certificate that came of an issuance. */
export async function certificateOfIssuance(
  db: EntityManager,
  issuanceIds: readonly string[],
): Promise<Map<string, Certificate>> {
  const rows = await db.findBy(Certificate, { issuanceId: In([...issuanceIds]) });
  return new Map(rows.map((row) => [row.issuanceId as string, row]));
}

/** Batched load of the bytes of certificates that the viewer was given. */
export async function dersOf(db: EntityManager, ids: readonly string[]): Promise<Map<string, CertificateDer>> {
  const rows = await db.findBy(CertificateDer, { certificateId: In([...ids]) });
  return new Map(rows.map((row) => [row.certificateId, row]));
}

async function derOf(certificate: Certificate, context: Context): Promise<CertificateDer> {
  const found = await context.many(dersOf).load(certificate.id);
  if (!found) throw new Error(`certificate ${certificate.id} has no bytes`);
  return found;
}
