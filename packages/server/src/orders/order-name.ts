import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";
import { rowsOf } from "../foundation/loads.ts";

/** One DNS name of an order and the domain whose proof covers it. */
@Entity("order_name")
export class OrderName {
  @PrimaryGeneratedColumn("uuid") id: string;
  @Column("uuid", { name: "account_id" }) accountId: string;
  @Column("uuid", { name: "order_id" }) orderId: string;
  @Column("text", { name: "dns_name" }) dnsName: string;
  @Column("integer") position: number;
  @Column("uuid", { name: "domain_id" }) domainId: string;
}

export const namesOfOrder = rowsOf<OrderName>(() => OrderName, "orderId", { position: "ASC" });
