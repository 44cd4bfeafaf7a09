import type { DuplicateWish, OrderFacts } from "@duplicert/shared/duplicate-refusals";
import type { DuplicateForm_OrderFragment } from "../gql/graphql.ts";
import { graphql } from "../gql/index.ts";
import type { DuplicateValues } from "./duplicate-values.ts";

/** What the form needs to know of an order: all the facts that the rule for duplicates is asked with. */
export const duplicateFormOrder = graphql(`
  fragment DuplicateForm_order on Order {
    id
    number
    imported
    status
    commonName
    dnsNames
    orderValidTo
    product {
      key
      name
      validationType
      duplicatesAllowed
    }
    domains {
      id
      name
      domain {
        id
        name
      }
      validation {
        status
        validFrom
        validUntil
      }
    }
    organization {
      id
      legalName
      ov: validation(kind: OV) {
        status
        validFrom
        validUntil
      }
      ev: validation(kind: EV) {
        status
        validFrom
        validUntil
      }
    }
    defaultPlatform {
      id
    }
    certificate {
      id
      commonName
      dnsNames
      validTo
      signatureHash
      status
    }
    duplicateEligibility {
      refusals {
        code
      }
      maxValidTo
      signatureHashes
      defaults {
        validTo
        signatureHash
        serverPlatform {
          id
        }
      }
    }
  }
`);

type Order = DuplicateForm_OrderFragment;

/** The one door at which the API's order becomes the facts that the shared rule is asked with. */
export function toFacts(order: Order): OrderFacts {
  const { product, organization, certificate, duplicateEligibility: eligibility } = order;
  return {
    number: order.number,
    status: order.status,
    validationType: product.validationType,
    duplicatesAllowed: product.duplicatesAllowed,
    orderValidTo: new Date(order.orderValidTo),
    domains: order.domains.map(({ name, domain, validation }) => ({
      id: domain.id,
      name,
      domain: domain.name,
      validation: toValidation(validation),
    })),
    organization: organization && {
      id: organization.id,
      legalName: organization.legalName,
      validation: toValidation(product.validationType === "EV" ? organization.ev : organization.ov),
      // the server knows, and its eligibility says so
      certifiedAs: null,
    },
    primary: certificate && {
      commonName: certificate.commonName,
      dnsNames: certificate.dnsNames,
      validTo: new Date(certificate.validTo),
      signatureHash: certificate.signatureHash,
      status: certificate.status,
    },
    issuer: {
      canDuplicate: !eligibility.refusals.some(({ code }) => code === "ISSUER_CANNOT_DUPLICATE"),
      signatureHashes: eligibility.signatureHashes,
    },
    issuedElsewhere: order.imported,
    defaultPlatform: order.defaultPlatform.id,
  };
}

function toValidation({ status, validFrom, validUntil }: Order["domains"][number]["validation"]) {
  return { status, validFrom: toDate(validFrom), validUntil: toDate(validUntil), proofId: null };
}

function toDate(at: string | null): Date | null {
  return at === null ? null : new Date(at);
}

/** What the rule is asked about: the choices that differ from the default. */
export function toWish(values: DuplicateValues, validTo: Date | null): DuplicateWish {
  return {
    commonName: values.commonName,
    dnsNames: values.dnsNames,
    validTo,
    signatureHash: values.signatureHash,
  };
}
