import { fileStem } from "./file-stem.ts";

/** The nine formats a certificate can be downloaded in. */
export const DownloadFormat = {
  default: "default",
  apache: "apache",
  default_cer: "default_cer",
  cer: "cer",
  p7b: "p7b",
  default_pem: "default_pem",
  pem_all: "pem_all",
  pem_nointermediate: "pem_nointermediate",
  pem_noroot: "pem_noroot",
} as const;
export type DownloadFormat = (typeof DownloadFormat)[keyof typeof DownloadFormat];

export type ChainPart = "leaf" | "intermediate" | "root";

export interface DownloadPlan {
  contentType: string;
  /** The name of what is downloaded. */
  fileName: string;
  /** What is in it; one entry, of the same name, where it is no ZIP. `holds` is the order of the certificates. */
  files: { name: string; holds: ChainPart[]; encoding: "pem" | "pkcs7" }[];
  zip: boolean;
}

const chain: ChainPart[] = ["leaf", "intermediate", "root"];

const formats: Record<DownloadFormat, (stem: string) => DownloadPlan> = {
  default: (stem) => zip(stem, "crt", chain),
  apache: (stem) => zip(stem, "crt", ["leaf", "intermediate"]),
  default_cer: (stem) => zip(stem, "cer", chain),
  cer: (stem) => single(`${stem}.cer`, chain, "pkcs7"),
  p7b: (stem) => single(`${stem}.p7b`, chain, "pkcs7"),
  // The reference product's own table has .crt here too.
  default_pem: (stem) => zip(stem, "crt", chain),
  pem_all: (stem) => single(`${stem}.pem`, chain, "pem"),
  pem_nointermediate: (stem) => single(`${stem}.pem`, ["leaf"], "pem"),
  pem_noroot: (stem) => single(`${stem}.pem`, ["leaf", "intermediate"], "pem"),
};

/**
 * What a download in this format holds and is called. All of it is PEM text, PKCS#7 included. `there`: what there is of the
 * chain; of a certificate of another CA perhaps not all.
 */
export function downloadPlan(
  format: DownloadFormat,
  commonName: string,
  there: readonly ChainPart[] = chain,
): DownloadPlan {
  const { files, ...plan } = formats[format](fileStem(commonName));
  const held = files.map((file) => ({ ...file, holds: file.holds.filter((part) => there.includes(part)) }));
  return { ...plan, files: held.filter(({ holds }) => holds.length > 0) };
}

function zip(stem: string, ending: string, parts: ChainPart[]): DownloadPlan {
  const names: Record<ChainPart, string> = { leaf: stem, intermediate: "Intermediate", root: "TrustedRoot" };
  const files = parts.map((part) => ({ name: `${names[part]}.${ending}`, holds: [part], encoding: "pem" as const }));
  return { contentType: "application/zip", fileName: `${stem}.zip`, files, zip: true };
}

function single(fileName: string, holds: ChainPart[], encoding: "pem" | "pkcs7"): DownloadPlan {
  const contentType = encoding === "pem" ? "application/x-pem-file" : "application/x-pkcs7-certificates";
  return { contentType, fileName, files: [{ name: fileName, holds: [...holds], encoding }], zip: false };
}
