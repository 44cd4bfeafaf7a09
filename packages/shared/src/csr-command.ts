import { normalizeDnsName } from "./dns-name.ts";
import { fileStem } from "./file-stem.ts";

interface Wanted {
  /** null: the CSR's subject stays empty. */
  commonName: string | null;
  names: string[];
  stem: string;
  keyType: "RSA" | "EC";
}

/**
 * The line that makes a new key and a CSR with these names on that platform, safe to paste in its shell: only what is a
 * DNS name gets into it, and those hold no character that a shell, openssl, keytool or certreq could mistake.
 */
export function csrCommand(platform: string, commonName: string, dnsNames: string[], keyType: "RSA" | "EC"): string {
  const first = normalizeDnsName(commonName);
  const rest = dnsNames.map(normalizeDnsName).filter((name) => name !== null);
  const names = [...new Set(first ? [first, ...rest] : rest)];
  const chosen = first ?? names[0] ?? null;
  const wanted = {
    // RFC 5280 Appendix A, ub-common-name: openssl refuses a longer one, and the names are in the extension anyway.
    commonName: chosen && chosen.length <= 64 ? chosen : null,
    names,
    stem: fileStem(chosen ?? ""),
    keyType,
  };
  if (platform === "tomcat") return keytool(wanted);
  return platform === "iis" || platform === "exchange" ? certreq(wanted) : openssl(wanted);
}

function openssl({ commonName, names, stem, keyType }: Wanted): string {
  const key = keyType === "RSA" ? "rsa:2048" : "ec -pkeyopt ec_paramgen_curve:P-256";
  const subject = commonName ? `/CN=${commonName}` : "/";
  const san = names.map((name) => `DNS:${name}`).join(",");
  const extension = san ? ` -addext 'subjectAltName=${san}'` : "";
  return `openssl req -new -sha256 -newkey ${key} -nodes -keyout ${stem}.key -out ${stem}.csr -subj '${subject}'${extension}`;
}

function keytool({ commonName, names, stem, keyType }: Wanted): string {
  const key = keyType === "RSA" ? "-keyalg RSA -keysize 2048" : "-keyalg EC -groupname secp256r1";
  const store = `-alias '${commonName ?? stem}' -storetype PKCS12 -keystore ${stem}.p12`;
  const san = names.length > 0 ? ` -ext 'SAN=${names.map((name) => `dns:${name}`).join(",")}'` : "";
  const make = `keytool -genkeypair ${key} -dname 'CN=${commonName ?? names[0] ?? stem}' ${store}`;
  return `${make} && keytool -certreq ${store} -file ${stem}.csr${san}`;
}

/** For PowerShell, run as administrator: certreq reads what is wanted from a file, so the line writes it first. */
function certreq({ commonName, names, stem, keyType }: Wanted): string {
  const key =
    keyType === "RSA"
      ? ["KeyAlgorithm = RSA", "KeyLength = 2048"]
      : ["KeyAlgorithm = ECDSA_P256", 'ProviderName = "Microsoft Software Key Storage Provider"'];
  const san = names.map((name, index) => `_continue_ = "dns=${name}${index < names.length - 1 ? "&" : ""}"`);
  const lines = [
    "[Version]",
    'Signature = "$Windows NT$"',
    "[NewRequest]",
    `Subject = "${commonName ? `CN=${commonName}` : ""}"`,
    ...key,
    "HashAlgorithm = SHA256",
    "MachineKeySet = TRUE",
    "Exportable = FALSE",
    "RequestType = PKCS10",
    ...(san.length > 0 ? ["[Extensions]", '2.5.29.17 = "{text}"', ...san] : []),
  ];
  const file = lines.map((line) => `'${line}'`).join(",");
  return `Set-Content -Encoding Ascii ${stem}.inf (${file}); certreq -new ${stem}.inf ${stem}.csr`;
}
