import "reflect-metadata";
import { DataSource } from "typeorm";
import { Account } from "./accounts/account.ts";
import { Member } from "./accounts/member.ts";
import { AuditEvent } from "./audit/audit-event.ts";
import { Certificate, CertificateDer } from "./certificates/certificate.ts";
import { Crl } from "./certificates/crl.ts";
import { Issuance } from "./certificates/issuance.ts";
import { IssuingCa } from "./certificates/issuing-ca.ts";
import { OcspResponse } from "./certificates/ocsp-response.ts";
import { Revocation } from "./certificates/revocation.ts";
import { SigningAttempt } from "./certificates/signing-attempt.ts";
import { Domain } from "./domains/domain.ts";
import { DomainProof } from "./domains/domain-proof.ts";
import { Key } from "./keys/key.ts";
import { Mail } from "./mail/mail.ts";
import { TheModel0001 } from "./migrations/0001-the-model.ts";
import { Keys0002 } from "./migrations/0002-keys.ts";
import { Revocation0003 } from "./migrations/0003-revocation.ts";
import { KeyHomes0004 } from "./migrations/0004-key-homes.ts";
import { Order } from "./orders/order.ts";
import { OrderContact } from "./orders/order-contact.ts";
import { OrderName } from "./orders/order-name.ts";
import { Organization } from "./organizations/organization.ts";
import { OrganizationProof } from "./organizations/organization-proof.ts";
import { CertificateRequest } from "./requests/certificate-request.ts";
import { DuplicateRequest } from "./requests/duplicate-request.ts";
import { RequestDecision } from "./requests/request-decision.ts";
import { RevocationRequest } from "./requests/revocation-request.ts";

const entities = [
  Account,
  Member,
  AuditEvent,
  Organization,
  OrganizationProof,
  Domain,
  DomainProof,
  Order,
  OrderName,
  OrderContact,
  IssuingCa,
  Crl,
  OcspResponse,
  Revocation,
  Key,
  Issuance,
  SigningAttempt,
  Certificate,
  CertificateDer,
  CertificateRequest,
  DuplicateRequest,
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
    migrations: [TheModel0001, Keys0002, Revocation0003, KeyHomes0004],
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
