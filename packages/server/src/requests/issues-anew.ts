import type { CertificateRequest } from "./certificate-request.ts";
import type { DuplicateRequest } from "./duplicate-request.ts";
import { OrderRequest } from "./order-request.ts";
import { ReissueRequest } from "./reissue-request.ts";

/** A request for an order's first certificate, or for one in its place: approved, it waits until everything is proved. */
export type AnewRequest = OrderRequest | ReissueRequest;

/** A request for a certificate, to be told apart by its class. */
export type AnyIssuingRequest = DuplicateRequest | AnewRequest;

/** Whether it asks for a certificate that copies none, and so may wait for proofs. */
export function issuesAnew(request: CertificateRequest): request is AnewRequest {
  return request instanceof OrderRequest || request instanceof ReissueRequest;
}
