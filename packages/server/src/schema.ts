import "reflect-metadata";
import { lexicographicSortSchema, printSchema } from "graphql";
import { buildSchema as build, type NonEmptyArray } from "type-graphql";
import { ViewerResolver } from "./accounts/viewer.ts";
import { CertificateGroundsQuery, ProofDomain } from "./certificates/certificate-grounds.ts";
import { CertificateQueries, OrderCertificates } from "./certificates/certificate-queries.ts";
import { CertificateDownloads } from "./certificates/downloads-field.ts";
import { ReportCompromisedKey } from "./compromises/report-compromised-key.ts";
import { AddDomain } from "./domains/add-domain.ts";
import { CancelDomainValidation } from "./domains/cancel-domain-validation.ts";
import { ChallengeQueries, DomainChallenges } from "./domains/challenge-queries.ts";
import { CheckDomainValidation } from "./domains/check-domain-validation.ts";
import { DemoZoneQueries } from "./domains/demo-zone.ts";
import { DomainList } from "./domains/domain-list.ts";
import { DomainProofResolver } from "./domains/domain-proof.ts";
import { DomainQueries } from "./domains/domain-queries.ts";
import { StartDomainValidation } from "./domains/start-domain-validation.ts";
import { OrderDuplicates } from "./duplicates/duplicate-queries.ts";
import { InspectCsr } from "./duplicates/inspect-csr.ts";
import { PreviewDuplicate } from "./duplicates/preview-duplicate.ts";
import { RequestDuplicate } from "./duplicates/request-duplicate.ts";
import { AllowBuiltInCa } from "./imports/allow-built-in-ca.ts";
import { ImportOrder } from "./imports/import-order.ts";
import { KeyChecks } from "./keys/key-checks.ts";
import { DomainLapse, OrganizationLapses } from "./lapses/lapse-queries.ts";
import { OrderDomainQueries } from "./orders/order-domain.ts";
import { OrderList } from "./orders/order-list.ts";
import { OrderQueries } from "./orders/order-queries.ts";
import { OrdersOfDomain, OrdersOfOrganization } from "./orders/orders-relying-on.ts";
import { PlatformQueries } from "./orders/platform.ts";
import { ProductQueries } from "./orders/product.ts";
import { AddOrganization } from "./organizations/add-organization.ts";
import { AddVerificationEvidence } from "./organizations/add-verification-evidence.ts";
import { CancelVerification } from "./organizations/cancel-verification.ts";
import { ChangeOrganization } from "./organizations/change-organization.ts";
import { CompleteCollection } from "./organizations/complete-collection.ts";
import { DeclineVerification } from "./organizations/decline-verification.ts";
import { EvidenceQueries } from "./organizations/evidence-queries.ts";
import { OrganizationContacts } from "./organizations/organization-contacts.ts";
import { OrganizationList } from "./organizations/organization-list.ts";
import { OrganizationProofResolver } from "./organizations/organization-proof.ts";
import { OrganizationQueries, ProofVerification } from "./organizations/organization-queries.ts";
import { SubmitOrganization } from "./organizations/submit-organization.ts";
import { ValidateOrganization } from "./organizations/validate-organization.ts";
import { VerificationQueries } from "./organizations/verification-queries.ts";
import { PlaceOrder } from "./placements/place-order.ts";
import { PreviewReissue } from "./reissues/preview-reissue.ts";
import { OrderReissues, SupersededCertificate } from "./reissues/reissue-queries.ts";
import { RequestReissue } from "./reissues/request-reissue.ts";
import { ApproveRequest } from "./requests/approve-request.ts";
import { CancelRequest } from "./requests/cancel-request.ts";
import { CertificateOrigin } from "./requests/certificate-origin.ts";
import { ChallengeRequest, OrderDomainChallenge } from "./requests/challenge-fields.ts";
import { ChangeOrderDomainMethod } from "./requests/change-order-domain-method.ts";
import { DuplicateRequest } from "./requests/duplicate-request.ts";
import { KeyWarning } from "./requests/key-warning.ts";
import { OrderRequest } from "./requests/order-request.ts";
import { OrderRequestField } from "./requests/order-request-field.ts";
import { ReissueRequest } from "./requests/reissue-request.ts";
import { RejectRequest } from "./requests/reject-request.ts";
import { RequestContent } from "./requests/request-content.ts";
import { RequestDecisionResolver } from "./requests/request-decision.ts";
import { RequestKey } from "./requests/request-key.ts";
import { RequestQueries } from "./requests/request-queries.ts";
import { RetryRequest } from "./requests/retry-request.ts";
import { RevocationRequest } from "./requests/revocation-request.ts";
import { SetKeyPolicy } from "./requests/set-key-policy.ts";
import { OrderRequestWaiting, ReissueRequestWaiting } from "./requests/waiting-fields.ts";
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
  ProductQueries,
  DomainQueries,
  DomainList,
  DomainChallenges,
  ChallengeQueries,
  AddDomain,
  StartDomainValidation,
  CheckDomainValidation,
  CancelDomainValidation,
  DomainProofResolver,
  DemoZoneQueries,
  OrganizationQueries,
  ProofVerification,
  OrganizationList,
  AddOrganization,
  ChangeOrganization,
  OrganizationContacts,
  SubmitOrganization,
  CancelVerification,
  VerificationQueries,
  EvidenceQueries,
  AddVerificationEvidence,
  CompleteCollection,
  ValidateOrganization,
  DeclineVerification,
  OrganizationProofResolver,
  CertificateQueries,
  CertificateGroundsQuery,
  ProofDomain,
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
  RequestKey,
  OrderRequestField,
  OrderRequestWaiting,
  ReissueRequestWaiting,
  OrderDomainChallenge,
  ChallengeRequest,
  ChangeOrderDomainMethod,
  PlaceOrder,
  RequestReissue,
  PreviewReissue,
  OrderReissues,
  SupersededCertificate,
  InspectCsr,
  KeyChecks,
  KeyWarning,
  SetKeyPolicy,
  ReportCompromisedKey,
  RevokeCertificate,
  RevokeOrder,
  CertificateRevocation,
  OrderRevocation,
  ImportOrder,
  AllowBuiltInCa,
  OrdersOfDomain,
  OrdersOfOrganization,
  DomainLapse,
  OrganizationLapses,
];

/** The API: every resolver, listed. */
export function buildSchema() {
  return build({
    resolvers,
    orphanedTypes: [DuplicateRequest, OrderRequest, ReissueRequest, RevocationRequest],
    validate: false,
  });
}

/** The contract as text: what `schema.graphql` holds. */
export async function schemaText(): Promise<string> {
  return `# Generated from the code by \`pnpm schema\`; a test holds it to the code.\n\n${printSchema(lexicographicSortSchema(await buildSchema()))}\n`;
}
