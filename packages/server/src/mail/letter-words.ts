import type { RequestKind } from "@duplicert/shared/issuance-refusals";
import type { Locale } from "../accounts/locale.ts";

const english = {
  greeting: (name: string) => `Hello ${name},`,
  requestKinds: {
    ORIGINAL: "new certificate",
    DUPLICATE: "duplicate certificate",
    REISSUE: "reissue",
    REVOCATION: "revocation",
  } as Record<RequestKind, string>,
  order: "Order",
  organization: "Organization",
  requestedBy: "Requested by",
  requestedAt: "Requested at",
  rejectedAt: "Rejected at",
  commonName: "Common name",
  names: "Names (SAN)",
  server: "Server",
  validFrom: "Valid from",
  validTo: "Valid to",
  serial: "Serial number",
  fingerprint: "SHA-256 fingerprint",
  hash: "Signature hash",
  key: "Key",
};

const chinese: typeof english = {
  greeting: (name) => `${name}，您好：`,
  requestKinds: { ORIGINAL: "新憑證", DUPLICATE: "重複憑證", REISSUE: "重新發行", REVOCATION: "撤銷" },
  order: "訂單編號",
  organization: "組織",
  requestedBy: "要求者",
  requestedAt: "要求時間",
  rejectedAt: "拒絕時間",
  commonName: "一般名稱",
  names: "其他主機名稱 (SAN)",
  server: "伺服器",
  validFrom: "生效日",
  validTo: "到期日",
  serial: "序列號",
  fingerprint: "SHA-256 指紋",
  hash: "簽章雜湊",
  key: "金鑰",
};

/** The words that every mail shares. */
export const letterWords: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
