import { type ChainPart, DownloadFormat, downloadPlan } from "@duplicert/shared/download-formats";
import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../foundation/context.ts";
import { platformOf } from "../orders/platform.ts";
import { Certificate } from "./certificate.ts";
import { dersOf } from "./certificate-queries.ts";
import { chainDers, partsOf } from "./download.ts";

@ObjectType({
  description: "One way to download a certificate. Nothing in it is secret: a private key never comes here.",
})
export class Download {
  @Field(() => ID, {
    description:
      "The format: `pem_noroot` (certificate and intermediate, what most servers want), `pem_all`, `pem_nointermediate`, `p7b`, `cer`, or a ZIP of single files: `default`, `apache`, `default_cer`, `default_pem`.",
  })
  format: DownloadFormat;

  @Field(() => String, {
    description:
      "Where to GET it, relative to the application's address; takes the same session or API key as this API.",
  })
  url: string;

  @Field(() => String, { description: "The Content-Type it is sent with." }) contentType: string;
  @Field(() => String, { description: "The name it is saved under." }) fileName: string;

  @Field(() => [String], { description: "The files inside a ZIP; for any other format the one file itself." })
  files: string[];
}

@Resolver(() => Certificate)
export class CertificateDownloads {
  @FieldResolver(() => [Download], {
    description: "Every format it can be downloaded in, the one its server platform wants first.",
  })
  async downloads(@Root() certificate: Certificate, @Ctx() context: Context): Promise<Download[]> {
    // our own chains are whole
    if (certificate.kind !== "IMPORTED") return downloadsOf(certificate);
    const row = await context.many(dersOf).load(certificate.id);
    return downloadsOf(certificate, row && partsOf(chainDers(row)));
  }
}

/** Every download of a certificate, its platform's own format first. `there`: what there is of its chain. */
export function downloadsOf(
  { id, commonName, serverPlatformKey }: Pick<Certificate, "id" | "commonName" | "serverPlatformKey">,
  there?: readonly ChainPart[],
): Download[] {
  const wanted = platformOf(serverPlatformKey).defaultFormat as DownloadFormat;
  return [...new Set([wanted, ...Object.values(DownloadFormat)])].map((format) => {
    const { contentType, fileName, files } = downloadPlan(format, commonName, there);
    const url = `/certificates/${id}/download/${format}`;
    return Object.assign(new Download(), { format, url, contentType, fileName, files: files.map((file) => file.name) });
  });
}
