import { ObjectType } from "type-graphql";
import { ChildEntity } from "typeorm";
import { CertificateRequest } from "./certificate-request.ts";
import { IssuingRequest } from "./issuing-request.ts";

/** It lives here, below the verbs of `duplicates/`, because deciding on requests returns it. */
@ObjectType("DuplicateRequest", {
  implements: [IssuingRequest, CertificateRequest],
  description:
    "A request for a duplicate: another certificate of an issued order, for another server, with a key of its own. Its names are a subset of the primary certificate's.",
})
@ChildEntity("DUPLICATE")
export class DuplicateRequest extends IssuingRequest {
  declare kind: "DUPLICATE";
}
