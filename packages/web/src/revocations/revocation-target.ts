/** What is to be revoked: one certificate, or an order with everything on it. */
export type RevocationTarget = { certificateId: string } | { orderNumber: number };
