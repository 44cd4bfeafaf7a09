import type { DuplicateRefusal, DuplicateRefusalCode } from "@duplicert/shared/duplicate-refusal";
import { instantText } from "@duplicert/shared/instant-text";
import type { RequestKind } from "@duplicert/shared/issuance-refusals";
import { refusalWordsInChinese } from "./refusal-words-in-chinese.ts";

type Words = (subject: string | null) => { message: string; remedy: string };

const words: Partial<Record<DuplicateRefusalCode, Words>> = {
  DOMAIN_VALIDATION_INCOMPLETE: (name) => ({
    message: `${name} 的控制權尚未驗證。`,
    remedy: `請驗證 ${name}，之後憑證會自動發行。`,
  }),
  DOMAIN_VALIDATION_EXPIRED: (name) => ({
    message: `網域 ${name} 的驗證已失效。`,
    remedy: `請重新驗證 ${name}，之後憑證會自動發行。`,
  }),
  ORGANIZATION_VALIDATION_INCOMPLETE: (name) => ({
    message: name ? `組織 ${name} 尚未通過驗證。` : "此訂單沒有組織。",
    remedy: name ? `若尚未提交，請提交 ${name} 進行驗證，之後憑證會自動發行。` : "請取消此要求，並以組織建立新訂單。",
  }),
  ORGANIZATION_VALIDATION_EXPIRED: (name) => ({
    message: `組織 ${name} 的驗證已失效。`,
    remedy: `請重新提交 ${name} 進行驗證，之後憑證會自動發行。`,
  }),
  NAME_NOT_ALLOWED: (name) => ({
    message: name ? `此訂單的憑證不能包含名稱 ${name}。` : "憑證至少需要一個名稱。",
    remedy: "請取消此要求，並以其他名稱再次提出。",
  }),
  VALIDITY_EXCEEDS_ORDER: (limit) => ({
    message: `憑證的到期日不能晚於訂單到期日 ${instantText(limit)}。`,
    remedy: "請取消此要求，並以較早的到期日再次提出，或不指定到期日。",
  }),
  ORDER_EXPIRED: (at) => ({
    message: `此訂單已於 ${instantText(at)} 到期。`,
    remedy: "請取消此要求，並建立新訂單。",
  }),
  ORDER_REVOKED: () => ({ message: "此訂單及其所有憑證已撤銷。", remedy: "請建立新訂單。" }),
  ISSUER_CANNOT_DUPLICATE: (elsewhere) =>
    elsewhere
      ? {
          message: "此訂單是匯入的，內建的憑證授權單位不得為它發行。",
          remedy: "請帳戶的系統管理員允許內建的憑證授權單位為此訂單發行，然後重試此要求。",
        }
      : {
          message: "目前沒有可以發行此憑證的憑證授權單位。",
          remedy: "請洽詢負責此服務的人員；有可用的憑證授權單位後，憑證會自動發行。",
        },
  KEY_COMPROMISED: (weakness) => ({
    message: `此要求的金鑰已知遭到洩露${weakness ? `（${weakness}）` : ""}。`,
    remedy: "請取消此要求，在伺服器上建立新的金鑰與 CSR 後再次提出，並停止在任何地方使用舊金鑰。",
  }),
};

/** A reason in Traditional Chinese, of a request that waits until nothing stands against it any more. */
export function waitingWordsInChinese(refusal: DuplicateRefusal): { message: string; remedy: string } {
  return words[refusal.code]?.(refusal.subject) ?? refusalWordsInChinese(refusal);
}

/** The words in Traditional Chinese that fit what was asked for. */
export function refusalWordsInChineseOf(kind: RequestKind): typeof waitingWordsInChinese {
  return kind === "DUPLICATE" ? refusalWordsInChinese : waitingWordsInChinese;
}
