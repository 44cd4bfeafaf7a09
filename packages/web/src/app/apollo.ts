import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, ServerError } from "@apollo/client";
import { ErrorLink } from "@apollo/client/link/error";
import { possibleTypes } from "./possible-types.ts";

/** Whether the server refused because nobody is signed in: HTTP 401, or UNAUTHENTICATED inside a GraphQL answer. */
export function isSignedOut(error: unknown): boolean {
  if (ServerError.is(error)) return error.statusCode === 401;
  return CombinedGraphQLErrors.is(error) && error.errors.some((one) => one.extensions?.code === "UNAUTHENTICATED");
}

/** The client of this application's one API. `onSignedOut` hears of every operation that needed a session and had none. */
export function createClient({ onSignedOut }: { onSignedOut: () => void }): ApolloClient {
  const session = new ErrorLink(({ error, operation }) => {
    if (isSignedOut(error) && operation.getContext().signedOutIsFine !== true) onSignedOut();
  });
  return new ApolloClient({
    link: ApolloLink.from([session, new HttpLink({ uri: "/graphql", credentials: "same-origin" })]),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        Product: { keyFields: ["key"] },
        CertificateContent: { keyFields: ["sha256"] },
        KeyCheck: { keyFields: ["kind", "name"] },
        Order: { fields: { duplicateEligibility: { merge: true } } },
        Validation: { merge: true },
      },
    }),
    dataMasking: true,
  });
}
