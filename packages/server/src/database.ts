import "reflect-metadata";
import { DataSource } from "typeorm";
import { Account } from "./accounts/account.ts";
import { Member } from "./accounts/member.ts";
import { AuditEvent } from "./audit/audit-event.ts";
import { CaaCheck } from "./certificates/caa-check.ts";
import { Certificate, CertificateDer } from "./certificates/certificate.ts";
import { Crl } from "./certificates/crl.ts";
import { Issuance } from "./certificates/issuance.ts";
import { IssuingCa } from "./certificates/issuing-ca.ts";
import { OcspResponse } from "./certificates/ocsp-response.ts";
import { Revocation } from "./certificates/revocation.ts";
import { SigningAttempt } from "./certificates/signing-attempt.ts";
import { ChallengeMail } from "./domains/challenge-mail.ts";
import { Domain } from "./domains/domain.ts";
import { DomainChallenge } from "./domains/domain-challenge.ts";
import { DomainProof } from "./domains/domain-proof.ts";
import { Key } from "./keys/key.ts";
import { Mail } from "./mail/mail.ts";
import { TheModel0001 } from "./migrations/0001-the-model.ts";
import { Keys0002 } from "./migrations/0002-keys.ts";
import { Revocation0003 } from "./migrations/0003-revocation.ts";
import { KeyHomes0004 } from "./migrations/0004-key-homes.ts";
import { Requests0005 } from "./migrations/0005-requests.ts";
import { Caa0006 } from "./migrations/0006-caa.ts";
import { DomainChallenges0007 } from "./migrations/0007-domain-challenges.ts";
import { Organizations0008 } from "./migrations/0008-organizations.ts";
import { WaitingOrders0009 } from "./migrations/0009-waiting-orders.ts";
import { Reissues0010 } from "./migrations/0010-reissues.ts";
import { Imports0011 } from "./migrations/0011-imports.ts";
import { Looks0012 } from "./migrations/0012-looks.ts";
import { Order } from "./orders/order.ts";
import { OrderContact } from "./orders/order-contact.ts";
import { OrderName } from "./orders/order-name.ts";
import { Organization } from "./organizations/organization.ts";
import { OrganizationContact } from "./organizations/organization-contact.ts";
import { OrganizationProof } from "./organizations/organization-proof.ts";
import { OrganizationVerification } from "./organizations/organization-verification.ts";
import { VerificationEvidence } from "./organizations/verification-evidence.ts";
import { CertificateRequest } from "./requests/certificate-request.ts";
import { DuplicateRequest } from "./requests/duplicate-request.ts";
import { IssuingRequest } from "./requests/issuing-request.ts";
import { OrderRequest } from "./requests/order-request.ts";
import { ReissueRequest } from "./requests/reissue-request.ts";
import { RequestDecision } from "./requests/request-decision.ts";
import { RevocationRequest } from "./requests/revocation-request.ts";

const entities = [
  Account,
  Member,
  AuditEvent,
  Organization,
  OrganizationProof,
  OrganizationVerification,
  OrganizationContact,
  VerificationEvidence,
  Domain,
  DomainProof,
  DomainChallenge,
  ChallengeMail,
  Order,
  OrderName,
  OrderContact,
  IssuingCa,
  Crl,
  OcspResponse,
  Revocation,
  Key,
  Issuance,
  CaaCheck,
  SigningAttempt,
  Certificate,
  CertificateDer,
  CertificateRequest,
  IssuingRequest,
  DuplicateRequest,
  OrderRequest,
  ReissueRequest,
  RevocationRequest,
  RequestDecision,
  Mail,
];

/** Connects to the database; the schema is made by `migrate`, never by TypeORM. */
export async function openDatabase(url: string, poolSize = 10): Promise<DataSource> {
  const source = new DataSource({
    type: "postgres",
    url,
    entities,
    migrations: [
      TheModel0001,
      Keys0002,
      Revocation0003,
      KeyHomes0004,
      Requests0005,
      Caa0006,
      DomainChallenges0007,
      Organizations0008,
      WaitingOrders0009,
      Reissues0010,
      Imports0011,
      Looks0012,
    ],
    synchronize: false,
    migrationsTableName: "migration",
    installExtensions: false,
    uuidExtension: "pgcrypto",
    poolSize,
    poolErrorHandler: () => {},
    logging: false,
  });
  return source.initialize().catch((error: Error) => {
    throw new Error(`the PostgreSQL of DATABASE_URL cannot be used: ${error.message || error}`);
  });
}
