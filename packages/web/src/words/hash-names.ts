import type { SignatureHash } from "../gql/graphql.ts";

/** How a hash is written for people, in every language. */
export const hashNames: Record<SignatureHash, string> = { SHA256: "SHA-256", SHA384: "SHA-384", SHA512: "SHA-512" };
