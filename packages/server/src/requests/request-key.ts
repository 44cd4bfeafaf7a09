import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../foundation/context.ts";
import { keysById } from "../keys/key.ts";
import { IssuingRequest } from "./issuing-request.ts";

@Resolver(() => IssuingRequest)
export class RequestKey {
  @FieldResolver(() => String, { description: "SHA-256 of the CSR's SubjectPublicKeyInfo, hexadecimal." })
  async spkiSha256(@Root() request: IssuingRequest, @Ctx() context: Context): Promise<string> {
    return (await context.many(keysById).load(request.keyId))?.spkiSha256 ?? "";
  }

  @FieldResolver(() => String, { description: 'The CSR\'s key, e.g. "RSA 2048".' })
  async keyAlgorithm(@Root() request: IssuingRequest, @Ctx() context: Context): Promise<string> {
    return (await context.many(keysById).load(request.keyId))?.algorithm ?? "";
  }
}
