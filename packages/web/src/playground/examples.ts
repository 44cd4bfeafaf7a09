import type en from "../words/en.json";

/** What the examples are filled in with, so that they run as they stand; null where the account has none. */
export interface ExampleData {
  orderNumber: number | null;
  certificateId: string | null;
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
    ... on DuplicateRequest {
      id
      status
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
    ... on DuplicateRequest {
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
    ... on DuplicateRequest {
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

export const exampleKeys = Object.keys(examples) as ExampleKey[];
