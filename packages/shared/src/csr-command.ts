import { normalizeDnsName } from "./dns-name.ts";
import { fileStem } from "./file-stem.ts";
import { type KeyChoice, keyKinds } from "./key-choices.ts";

/** What a key and its CSR are made with on a server. */
export const CsrTool = { OPENSSL: "OPENSSL", POWERSHELL: "POWERSHELL", KEYTOOL: "KEYTOOL" } as const;
export type CsrTool = (typeof CsrTool)[keyof typeof CsrTool];

interface Wanted {
  /** null: the CSR's subject stays empty. */
  commonName: string | null;
  names: string[];
  stem: string;
  key: KeyChoice;
}

const lines: Record<CsrTool, (wanted: Wanted) => string> = {
  OPENSSL: openssl,
  POWERSHELL: certreq,
  KEYTOOL: keytool,
};

/** The tool that a platform's own key store asks for; openssl where it has none, or is not known. */
export function csrToolOf(platform: string): CsrTool {
  if (platform === "tomcat") return CsrTool.KEYTOOL;
  return platform === "iis" || platform === "exchange" ? CsrTool.POWERSHELL : CsrTool.OPENSSL;
}

/**
 * The line that makes a new key and a CSR with these names by that tool, safe to paste in its shell: only what is a DNS
 * name gets into it, and those hold no character that a shell, openssl, keytool or certreq could mistake.
 */
export function csrCommand(tool: CsrTool, commonName: string, dnsNames: string[], key: KeyChoice): string {
  const first = normalizeDnsName(commonName);
  const rest = dnsNames.map(normalizeDnsName).filter((name) => name !== null);
  const names = [...new Set(first ? [first, ...rest] : rest)];
  const chosen = first ?? names[0] ?? null;
  return lines[tool]({
    // RFC 5280 Appendix A, ub-common-name: openssl refuses a longer one, and the names are in the extension anyway.
    commonName: chosen && chosen.length <= 64 ? chosen : null,
    names,
    stem: fileStem(chosen ?? ""),
    key,
  });
}

function openssl({ commonName, names, stem, key }: Wanted): string {
  const { rsaBits, curve, hash } = keyKinds[key];
  const newKey = rsaBits ? `rsa:${rsaBits}` : `ec -pkeyopt ec_paramgen_curve:${curve}`;
  const subject = commonName ? `/CN=${commonName}` : "/";
  const san = names.map((name) => `DNS:${name}`).join(",");
  const extension = san ? ` -addext 'subjectAltName=${san}'` : "";
  const digest = hash.toLowerCase().replace("-", "");
  return `openssl req -new -${digest} -newkey ${newKey} -nodes -keyout ${stem}.key -out ${stem}.csr -subj '${subject}'${extension}`;
}

/** In double quotes, which every shell that a Java server has knows, Windows' own too. */
function keytool({ commonName, names, stem, key }: Wanted): string {
  const { rsaBits, curve, hash } = keyKinds[key];
  const newKey = rsaBits
    ? `-keyalg RSA -keysize ${rsaBits}`
    : `-keyalg EC -groupname ${curve === "P-384" ? "secp384r1" : "secp256r1"}`;
  const signature = `-sigalg ${hash.replace("-", "")}with${rsaBits ? "RSA" : "ECDSA"}`;
  const store = `-alias "${commonName ?? stem}" -storetype PKCS12 -keystore ${stem}.p12`;
  const san = names.length > 0 ? ` -ext "SAN=${names.map((name) => `dns:${name}`).join(",")}"` : "";
  // It wants a subject in any case.
  const subject = `CN=${commonName ?? stem.slice(0, 64)}`;
  const make = `keytool -genkeypair ${newKey} ${signature} -dname "${subject}" ${store}`;
  return `${make} && keytool -certreq ${signature} ${store} -file ${stem}.csr${san}`;
}

/** For PowerShell, run as administrator: certreq reads what is wanted from a file, so the line writes it first. */
function certreq({ commonName, names, stem, key }: Wanted): string {
  const { rsaBits, curve, hash } = keyKinds[key];
  const newKey = rsaBits
    ? [
        // AT_KEYEXCHANGE: certreq's default, AT_SIGNATURE, makes a key that TLS with RSA key exchange cannot use.
        "KeySpec = 1",
        `KeyLength = ${rsaBits}`,
        'ProviderName = "Microsoft RSA SChannel Cryptographic Provider"',
        "ProviderType = 12",
      ]
    : [
        `KeyAlgorithm = ECDSA_${curve?.replace("-", "")}`,
        `KeyLength = ${curve?.slice(2)}`,
        'ProviderName = "Microsoft Software Key Storage Provider"',
      ];
  const san = names.map((name, index) => `_continue_ = "dns=${name}${index < names.length - 1 ? "&" : ""}"`);
  const file = [
    "[Version]",
    'Signature = "$Windows NT$"',
    "[NewRequest]",
    `Subject = "${commonName ? `CN=${commonName}` : ""}"`,
    ...newKey,
    `HashAlgorithm = ${hash.replace("-", "")}`,
    "MachineKeySet = TRUE",
    "Exportable = FALSE",
    "RequestType = PKCS10",
    ...(san.length > 0 ? ["[Extensions]", '2.5.29.17 = "{text}"', ...san] : []),
  ];
  const quoted = file.map((line) => `'${line}'`).join(",");
  return `Set-Content -Encoding Ascii ${stem}.inf (${quoted}); certreq -new ${stem}.inf ${stem}.csr`;
}
