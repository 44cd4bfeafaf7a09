/** What is stored about an order. */
export const OrderState = {
  NEEDS_APPROVAL: "NEEDS_APPROVAL",
  PENDING: "PENDING",
  PROCESSING: "PROCESSING",
  ISSUED: "ISSUED",
  REISSUE_PENDING: "REISSUE_PENDING",
  REVOKED: "REVOKED",
  REJECTED: "REJECTED",
  CANCELED: "CANCELED",
} as const;
export type OrderState = (typeof OrderState)[keyof typeof OrderState];

/** What an order reads as: its state, or EXPIRED, which the clock says and nobody stores. */
export const OrderStatus = { ...OrderState, EXPIRED: "EXPIRED" } as const;
export type OrderStatus = (typeof OrderStatus)[keyof typeof OrderStatus];

/** ISSUED or REISSUE_PENDING past its end reads EXPIRED; the end itself still belongs to the order, as notAfter does. */
export function orderStatus(state: OrderState, orderValidTo: Date, now: Date): OrderStatus {
  const live = state === OrderState.ISSUED || state === OrderState.REISSUE_PENDING;
  return live && now.getTime() > orderValidTo.getTime() ? OrderStatus.EXPIRED : state;
}
