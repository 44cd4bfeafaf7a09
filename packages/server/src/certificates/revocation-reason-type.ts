import { RevocationReason } from "@duplicert/shared/revocation-reason";
import { registerEnumType } from "type-graphql";

registerEnumType(RevocationReason, {
  name: "RevocationReason",
  description: "Why a certificate is revoked (RFC 5280 5.3.1, BR 7.2.2).",
  valuesConfig: {
    UNSPECIFIED: { description: "No reason is given; a CRL then has none either." },
    KEY_COMPROMISE: {
      description:
        "Somebody else may have the private key. No certificate is issued on that key in your account again.",
    },
    AFFILIATION_CHANGED: { description: "The organization's name or other details in it are no longer right." },
    SUPERSEDED: { description: "Another certificate has taken its place." },
    CESSATION_OF_OPERATION: { description: "The server or the site is no more, or the names are no longer yours." },
    PRIVILEGE_WITHDRAWN: { description: "The CA revoked it. Nobody else can choose this reason." },
  },
});

export { RevocationReason };
