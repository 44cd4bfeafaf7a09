import "reflect-metadata";
import { lexicographicSortSchema, printSchema } from "graphql";
import { buildSchema as build, type NonEmptyArray } from "type-graphql";
import { ViewerResolver } from "./accounts/viewer.ts";
import { CertificateQueries, OrderCertificates } from "./certificates/certificate-queries.ts";
import { CertificateDownloads } from "./certificates/downloads-field.ts";
import { ReportCompromisedKey } from "./compromises/report-compromised-key.ts";
import { DomainProofResolver } from "./domains/domain-proof.ts";
import { DomainQueries } from "./domains/domain-queries.ts";
import { DuplicateRequestKey, OrderDuplicates } from "./duplicates/duplicate-queries.ts";
import { InspectCsr } from "./duplicates/inspect-csr.ts";
import { PreviewDuplicate } from "./duplicates/preview-duplicate.ts";
import { RequestDuplicate } from "./duplicates/request-duplicate.ts";
import { KeyChecks } from "./keys/key-checks.ts";
import { OrderDomainQueries } from "./orders/order-domain.ts";
import { OrderList } from "./orders/order-list.ts";
import { OrderQueries } from "./orders/order-queries.ts";
import { PlatformQueries } from "./orders/platform.ts";
import { OrganizationProofResolver } from "./organizations/organization-proof.ts";
import { OrganizationQueries } from "./organizations/organization-queries.ts";
import { ApproveRequest } from "./requests/approve-request.ts";
import { CancelRequest } from "./requests/cancel-request.ts";
import { CertificateOrigin } from "./requests/certificate-origin.ts";
import { DuplicateRequest } from "./requests/duplicate-request.ts";
import { KeyWarning } from "./requests/key-warning.ts";
import { RejectRequest } from "./requests/reject-request.ts";
import { RequestContent } from "./requests/request-content.ts";
import { RequestDecisionResolver } from "./requests/request-decision.ts";
import { RequestQueries } from "./requests/request-queries.ts";
import { RetryRequest } from "./requests/retry-request.ts";
import { RevocationRequest } from "./requests/revocation-request.ts";
import { SetKeyPolicy } from "./requests/set-key-policy.ts";
import { CertificateRevocation, OrderRevocation } from "./revocations/revocation-queries.ts";
import { RevokeCertificate } from "./revocations/revoke-certificate.ts";
import { RevokeOrder } from "./revocations/revoke-order.ts";

// biome-ignore lint/complexity/noBannedTypes: TypeGraphQL's own type of a list of resolver classes
const resolvers: NonEmptyArray<Function> = [
  ViewerResolver,
  OrderQueries,
  OrderList,
  OrderDomainQueries,
  PlatformQueries,
  DomainQueries,
  DomainProofResolver,
  OrganizationQueries,
  OrganizationProofResolver,
  CertificateQueries,
  OrderCertificates,
  CertificateDownloads,
  RequestQueries,
  RequestDecisionResolver,
  RequestContent,
  CertificateOrigin,
  ApproveRequest,
  RejectRequest,
  CancelRequest,
  RetryRequest,
  RequestDuplicate,
  PreviewDuplicate,
  OrderDuplicates,
  DuplicateRequestKey,
  InspectCsr,
  KeyChecks,
  KeyWarning,
  SetKeyPolicy,
  ReportCompromisedKey,
  RevokeCertificate,
  RevokeOrder,
  CertificateRevocation,
  OrderRevocation,
];

/** The API: every resolver, listed. */
export function buildSchema() {
  return build({ resolvers, orphanedTypes: [DuplicateRequest, RevocationRequest], validate: false });
}

/** The contract as text: what `schema.graphql` holds. */
export async function schemaText(): Promise<string> {
  return `# Generated from the code by \`pnpm schema\`; a test holds it to the code.\n\n${printSchema(lexicographicSortSchema(await buildSchema()))}\n`;
}
