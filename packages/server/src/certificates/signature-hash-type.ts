import { SignatureHash } from "@duplicert/shared/signature-hash";
import { registerEnumType } from "type-graphql";

registerEnumType(SignatureHash, {
  name: "SignatureHash",
  description:
    "The hash in the CA's signature on a certificate. An ECDSA P-384 issuing CA signs with SHA384 only (BR 7.1.3.2.2).",
  valuesConfig: {
    SHA256: { description: "SHA-256." },
    SHA384: { description: "SHA-384." },
    SHA512: { description: "SHA-512." },
  },
});

export { SignatureHash };
