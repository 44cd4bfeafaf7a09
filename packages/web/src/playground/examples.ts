import type en from "../words/en.json";

/** What the examples are filled in with, so that they run as they stand; null where the account has none. */
export interface ExampleData {
  orderNumber: number | null;
  certificateId: string | null;
  domainId: string | null;
  waitingRequestId: string | null;
  failedRequestId: string | null;
}

export type ExampleKey = keyof typeof en.playground.example;

/** An operation for GraphiQL, and the variables that go with it. */
export interface Example {
  query: string;
  variables?: (data: ExampleData) => Record<string, unknown>;
}

// A refusal is an answer, not an error: every result of a mutation is asked for its message, too.
const problems = `    ... on Problem {
      message
    }
    ... on DuplicateRefused {
      reasons {
        code
        message
        remedy
        url
      }
    }`;

// Who may not approve asks for it; an approver's own is carried out at once.
const revocation = `    ... on RevocationRequest {
      id
      status
      reason
      wholeOrder
    }
    ... on RevocationRefused {
      refusals {
        code
        message
        remedy
        url
      }
    }
    ... on Problem {
      message
    }`;

/** One operation for each task; a new task does not compile until it has a name in every language. */
export const examples: Record<ExampleKey, Example> = {
  viewer: {
    query: `query Viewer {
  viewer {
    name
    email
    role
    mayApprove
    account {
      name
      approval
    }
  }
}`,
  },
  orders: {
    query: `query Orders($filter: OrderFilter, $sort: OrderSort) {
  orders(first: 10, filter: $filter, sort: $sort) {
    totalCount
    nodes {
      number
      status
      commonName
      validTo
      orderValidTo
      product {
        name
      }
    }
  }
}`,
    variables: () => ({ filter: { status: ["ISSUED"], text: "" }, sort: "ORDER_VALID_TO_ASC" }),
  },
  order: {
    query: `query Order($number: Int!) {
  order(number: $number) {
    number
    status
    dnsNames
    organization {
      legalName
    }
    organizationValidation {
      status
      validUntil
    }
    domains {
      name
      validation {
        status
        validUntil
      }
    }
    duplicateEligibility {
      allowed
      refusals {
        code
        message
        remedy
        url
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
}`,
    variables: ({ orderNumber }) => ({ number: orderNumber }),
  },
  inspectCsr: {
    query: `query InspectCsr($csr: String!, $orderNumber: Int) {
  inspectCsr(csr: $csr, orderNumber: $orderNumber) {
    subject
    keyAlgorithm
    signatureAlgorithm
    spkiSha256
    names {
      value
      status
      note
    }
    faults {
      code
      message
      remedy
      found
    }
    refusals {
      code
      message
      remedy
    }
  }
}`,
    variables: ({ orderNumber }) => ({ csr: "", orderNumber }),
  },
  previewDuplicate: {
    query: `query PreviewDuplicate($input: PreviewDuplicateInput!) {
  previewDuplicate(input: $input) {
    __typename
    ... on CertificateContent {
      sha256
      issuer
      subject
      dnsNames
      validTo
      keyAlgorithm
      signatureAlgorithm
      profile
      extensions {
        oid
        name
        critical
        text
      }
    }
    ... on CsrRejected {
      faults {
        code
        message
        remedy
      }
    }
${problems}
  }
}`,
    variables: ({ orderNumber }) => ({ input: { orderNumber, csr: "" } }),
  },
  requestDuplicate: {
    query: `mutation RequestDuplicate($input: RequestDuplicateInput!) {
  requestDuplicate(input: $input) {
    __typename
    ... on DuplicateRequest {
      id
      status
      validTo
      signatureHash
      serverPlatform {
        id
      }
    }
    ... on CsrRejected {
      faults {
        code
        message
        remedy
      }
    }
${problems}
  }
}`,
    variables: ({ orderNumber }) => ({
      input: { orderNumber, csr: "", serverPlatform: "nginx", serverName: "web-2", comments: "", skipApproval: false },
    }),
  },
  placeOrder: {
    query: `mutation PlaceOrder($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename
    ... on Order {
      number
      status
      request {
        id
        ... on OrderRequest {
          waitsFor {
            code
            message
            remedy
            url
          }
        }
      }
    }
    ... on OrderRefused {
      reasons {
        code
        message
        remedy
      }
    }
    ... on CsrRejected {
      faults {
        code
        message
        remedy
      }
    }
    ... on Problem {
      message
    }
  }
}`,
    variables: () => ({
      input: {
        product: "dv",
        csr: "",
        domainMethod: "DNS_TXT",
        contacts: [{ kind: "CERTIFICATE", name: "Certificate desk", email: "certificates@example.com" }],
        serverPlatform: "nginx",
        idempotencyKey: null,
      },
    }),
  },
  validateDomain: {
    query: `mutation ValidateDomain($input: StartDomainValidationInput!) {
  startDomainValidation(input: $input) {
    __typename
    ... on DomainChallenge {
      id
      state
      nextCheckAt
      instruction {
        recordType
        name
        value
      }
    }
    ... on DomainValidationRefused {
      reasons {
        code
        message
        remedy
      }
    }
    ... on Problem {
      message
    }
  }
}`,
    variables: ({ domainId }) => ({ input: { domainId: domainId ?? "", method: "DNS_TXT" } }),
  },
  previewReissue: {
    query: `query PreviewReissue($input: PreviewReissueInput!) {
  previewReissue(input: $input) {
    added
    removed
    unchanged
    revokedWithin
    revokes {
      serialNumber
      serverName
      validTo
    }
    needsProof {
      name
      validation {
        status
      }
    }
    refusals {
      code
      message
      remedy
    }
  }
}`,
    variables: ({ orderNumber }) => ({ input: { orderNumber: orderNumber ?? 0, dnsNames: null } }),
  },
  requestReissue: {
    query: `mutation RequestReissue($input: RequestReissueInput!) {
  requestReissue(input: $input) {
    __typename
    ... on ReissueRequest {
      id
      status
      revokesEarlier
      waitsFor {
        code
        message
        remedy
        url
      }
    }
    ... on ReissueRefused {
      reasons {
        code
        message
        remedy
      }
    }
    ... on CsrRejected {
      faults {
        code
        message
        remedy
      }
    }
    ... on Problem {
      message
    }
  }
}`,
    variables: ({ orderNumber }) => ({
      input: {
        orderNumber: orderNumber ?? 0,
        csr: "",
        dnsNames: null,
        revokeEarlier: false,
        serverName: "web-2",
        idempotencyKey: null,
      },
    }),
  },
  importOrder: {
    query: `mutation ImportOrder($input: ImportOrderInput!) {
  importOrder(input: $input) {
    __typename
    ... on Order {
      number
      status
      commonName
      validTo
    }
    ... on ImportRefused {
      reasons {
        code
        message
        remedy
      }
    }
    ... on Problem {
      message
    }
  }
}`,
    variables: () => ({ input: { certificatePem: "", serverPlatform: "nginx" } }),
  },
  requests: {
    query: `query WaitingRequests {
  certificateRequests(first: 10, filter: { status: [SUBMITTED, PENDING] }) {
    totalCount
    nodes {
      id
      status
      mayDecide
      requestedAt
      requestedBy {
        name
      }
      order {
        number
        commonName
      }
      comments
    }
  }
}`,
  },
  approveRequest: {
    query: `mutation ApproveRequest($input: ApproveRequestInput!) {
  approveRequest(input: $input) {
    __typename
    ... on CertificateRequest {
      id
      status
    }
    ... on RevocationRefused {
      refusals {
        code
        message
        remedy
        url
      }
    }
${problems}
  }
}`,
    variables: ({ waitingRequestId: id }) => ({ input: { id, comments: "" } }),
  },
  rejectRequest: {
    query: `mutation RejectRequest($input: RejectRequestInput!) {
  rejectRequest(input: $input) {
    __typename
    ... on CertificateRequest {
      id
      status
    }
    ... on Problem {
      message
    }
  }
}`,
    variables: ({ waitingRequestId: id }) => ({ input: { id, reason: "" } }),
  },
  cancelRequest: {
    query: `mutation CancelRequest($input: CancelRequestInput!) {
  cancelRequest(input: $input) {
    __typename
    ... on CertificateRequest {
      id
      status
    }
    ... on Problem {
      message
    }
  }
}`,
    variables: ({ waitingRequestId: id }) => ({ input: { id, comments: "" } }),
  },
  retryRequest: {
    query: `mutation RetryRequest($input: RetryRequestInput!) {
  retryRequest(input: $input) {
    __typename
    ... on DuplicateRequest {
      id
      status
    }
${problems}
  }
}`,
    variables: ({ failedRequestId: id }) => ({ input: { id, comments: "" } }),
  },
  certificate: {
    query: `query Certificate($id: ID!) {
  certificate(id: $id) {
    kind
    status
    serialNumber
    dnsNames
    validFrom
    validTo
    sha256Fingerprint
    downloads {
      format
      url
    }
    pem
    chainPem
    rootPem
  }
}`,
    variables: ({ certificateId }) => ({ id: certificateId }),
  },
  revokeCertificate: {
    query: `mutation RevokeCertificate($input: RevokeCertificateInput!) {
  revokeCertificate(input: $input) {
    __typename
${revocation}
  }
}`,
    variables: () => ({ input: { id: "", reason: "CESSATION_OF_OPERATION", comments: "" } }),
  },
  revokeOrder: {
    query: `mutation RevokeOrder($input: RevokeOrderInput!) {
  revokeOrder(input: $input) {
    __typename
${revocation}
  }
}`,
    variables: () => ({ input: { orderNumber: 0, reason: "CESSATION_OF_OPERATION", comments: "" } }),
  },
  reportCompromisedKey: {
    query: `mutation ReportCompromisedKey($input: ReportCompromisedKeyInput!) {
  reportCompromisedKey(input: $input) {
    __typename
    ... on CompromisedKey {
      spkiSha256
      certificates {
        id
        status
        commonName
        order {
          number
        }
      }
    }
    ... on CsrRejected {
      faults {
        code
        message
        remedy
      }
    }
    ... on Problem {
      message
    }
  }
}`,
    variables: () => ({ input: { proof: "" } }),
  },
  keyChecks: {
    query: `query KeyChecks {
  keyChecks {
    kind
    name
    entries
    loadedAt
  }
  viewer {
    account {
      keyPolicy
    }
  }
}`,
  },
  pages: {
    query: `query OrdersPageByPage($after: String) {
  orders(first: 5, after: $after) {
    nodes {
      number
      commonName
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`,
    variables: () => ({ after: null }),
  },
};

/** What takes a CSR as a variable. */
export const needCsr: ReadonlySet<ExampleKey> = new Set([
  "inspectCsr",
  "previewDuplicate",
  "requestDuplicate",
  "placeOrder",
  "requestReissue",
]);

/** What nobody can undo: an example that runs as it stands would do it by accident, so its object is left out. */
export const forGood: ReadonlySet<ExampleKey> = new Set(["revokeCertificate", "revokeOrder", "reportCompromisedKey"]);

export const exampleKeys = Object.keys(examples) as ExampleKey[];
