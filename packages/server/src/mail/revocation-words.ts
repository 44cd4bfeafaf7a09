import type { RevocationReason } from "@duplicert/shared/revocation-reason";
import type { Locale } from "../accounts/locale.ts";

/** Why something is revoked, as mails say it. */
export const revocationReasonWords: Record<Locale, Record<RevocationReason, string>> = {
  EN: {
    UNSPECIFIED: "not specified",
    KEY_COMPROMISE: "its private key is compromised",
    AFFILIATION_CHANGED: "the details of the organization have changed",
    SUPERSEDED: "another certificate has taken its place",
    CESSATION_OF_OPERATION: "it is no longer in use",
    PRIVILEGE_WITHDRAWN: "the certificate authority withdrew it",
  },
  ZH_HANT: {
    UNSPECIFIED: "未指定",
    KEY_COMPROMISE: "私密金鑰洩露",
    AFFILIATION_CHANGED: "組織資料已變更",
    SUPERSEDED: "已由其他憑證取代",
    CESSATION_OF_OPERATION: "不再使用",
    PRIVILEGE_WITHDRAWN: "憑證授權單位已撤回",
  },
};
