import { type OrderState, OrderStatus } from "@duplicert/shared/order-status";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { rowsById } from "../foundation/loads.ts";
import { numeric } from "../foundation/numeric.ts";
import { DateTime } from "../foundation/scalars.ts";

registerEnumType(OrderStatus, {
  name: "OrderStatus",
  description: "Where an order stands.",
  valuesConfig: {
    NEEDS_APPROVAL: { description: "Waits for an approver of the account." },
    PENDING: { description: "Waits for validation, or its first certificate could not be issued: see `request`." },
    PROCESSING: { description: "Is being issued." },
    ISSUED: { description: "Issued; duplicates are requested on such an order." },
    REISSUE_PENDING: { description: "Issued, and a reissue waits; the present certificate may still be duplicated." },
    EXPIRED: { description: "Past its end. Read from the clock, never stored." },
    REVOKED: { description: "Revoked with every certificate on it." },
    REJECTED: { description: "Refused before it was issued." },
    CANCELED: { description: "Canceled before it was issued." },
  },
});

/** A purchase: names, organization and a period in which certificates may be had. Knows nothing of its certificates. */
@ObjectType({
  description:
    "A certificate order: the names, the organization, and the period in which any number of certificates may be had for them.",
})
@Entity("order")
export class Order {
  @Field(() => ID, { description: "Opaque id." })
  @PrimaryGeneratedColumn("uuid")
  id: string;

  @Column("uuid", { name: "account_id" }) accountId: string;

  @Field(() => Int, { description: "Order number, as people say it." })
  @Column({ type: "bigint", transformer: numeric, insert: false, update: false })
  number: number;

  @Column({ type: "text", name: "product" }) productKey: string;
  @Column("text") state: OrderState;

  @Field(() => String, {
    description: "The name the order is known by: the common name of its certificate, one of its DNS names.",
  })
  @Column("text", { name: "common_name" })
  commonName: string;

  @Field(() => DateTime, { description: "When the order was placed." })
  @Column("timestamptz", { name: "created_at" })
  createdAt: Date;

  @Field(() => DateTime, {
    description:
      "End of the order. No certificate on it outlives this; certificates may end earlier (BR 6.3.2) and are then reissued or duplicated anew.",
  })
  @Column({ type: "timestamptz", name: "valid_to" })
  orderValidTo: Date;

  @Column("uuid", { name: "organization_id", nullable: true }) organizationId: string | null;
  /** null while it is imported, and no CA here may issue on it. */
  @Column("uuid", { name: "issuing_ca_id", nullable: true }) issuingCaId: string | null;

  @Field(() => Boolean, {
    description:
      "Whether it was imported with a certificate of another CA, rather than placed here: it is watched and downloaded; for duplicates see `duplicateEligibility` and `allowBuiltInCa`.",
  })
  @Column("boolean", { default: false })
  imported: boolean;

  @Field(() => Boolean, {
    description:
      "Whether a CA here may issue on it at all: always, unless it is imported and no administrator allowed it. See `allowBuiltInCa`.",
  })
  builtInCaAllowed(): boolean {
    return this.issuingCaId !== null;
  }

  @Column({ type: "text", name: "default_platform" }) defaultPlatformKey: string;
  @Column("uuid", { name: "placed_by" }) placedBy: string;
}

export const ordersById = rowsById<Order>(() => Order);
