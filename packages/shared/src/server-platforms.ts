import type { DownloadFormat } from "./download-formats.ts";
import { fileStem } from "./file-stem.ts";
import { type InstallSteps, installSteps } from "./install-steps.ts";

export interface ServerPlatform {
  /** Stable key. */
  id: string;
  name: string;
  defaultFormat: DownloadFormat;
  /** The reference product's number for it, where a source states one. */
  digicertId: number | null;
  /** What to do with the download: sentences, and command lines that begin with "$ ". */
  install: InstallSteps;
}

/** The platforms a certificate can be downloaded for. The last one is the fallback. */
export const serverPlatforms: readonly ServerPlatform[] = [
  platform("nginx", "nginx", "pem_noroot", 45),
  platform("apache", "Apache", "pem_noroot", 2),
  platform("iis", "Microsoft IIS", "p7b", 67),
  platform("exchange", "Microsoft Exchange Server", "p7b", 68),
  platform("tomcat", "Tomcat / Java", "p7b", null),
  platform("haproxy", "HAProxy", "pem_noroot", null),
  platform("lighttpd", "Lighttpd", "pem_noroot", null),
  platform("f5", "F5 BIG-IP", "apache", null),
  platform("citrix", "Citrix NetScaler", "apache", null),
  platform("cpanel", "cPanel / WHM", "default_pem", null),
  platform("plesk", "Plesk", "default_pem", null),
  platform("aws", "AWS Certificate Manager", "apache", null),
  platform("azure", "Microsoft Azure", "pem_noroot", null),
  platform("gcp", "Google Cloud", "pem_noroot", null),
  platform("other", "Other", "default", -1),
];

/** The platform of that key, or null. */
export function serverPlatform(id: string): ServerPlatform | null {
  return serverPlatforms.find((one) => one.id === id) ?? null;
}

/** The install steps with the certificate's own name in the place of www.example.com, in file names too. */
export function installStepsFor(platform: ServerPlatform, locale: keyof InstallSteps, commonName: string): string[] {
  const host = commonName.replace(/^\*\./, "www.");
  return platform.install[locale].map((step) =>
    step.replaceAll("www_example_com", fileStem(commonName)).replaceAll("www.example.com", host),
  );
}

function platform(
  id: keyof typeof installSteps,
  name: string,
  defaultFormat: DownloadFormat,
  digicertId: number | null,
) {
  return { id, name, defaultFormat, digicertId, install: installSteps[id] };
}
