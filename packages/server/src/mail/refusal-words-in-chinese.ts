import { readCaaSubject } from "@duplicert/shared/caa";
import type { DuplicateRefusal, DuplicateRefusalCode } from "@duplicert/shared/duplicate-refusal";
import { instantText } from "@duplicert/shared/instant-text";

type Words = (subject: string | null) => { message: string; remedy: string };

const words: Record<DuplicateRefusalCode, Words> = {
  DUPLICATES_NOT_ALLOWED: () => ({
    message: "此產品不能建立重複憑證。",
    remedy: "請改用重新發行：名稱不變時，先前的憑證仍然有效。",
  }),
  ORDER_NOT_ISSUED: () => ({ message: "此訂單尚未發行憑證。", remedy: "請等到訂單的憑證發行後再試。" }),
  ORDER_EXPIRED: (at) => ({
    message: `此訂單已於 ${instantText(at)} 到期。`,
    remedy: "請續訂：建立新訂單，再於新訂單建立重複憑證。",
  }),
  ORDER_REVOKED: () => ({ message: "此訂單及其所有憑證已撤銷。", remedy: "請建立新訂單，再於新訂單建立重複憑證。" }),
  DOMAIN_VALIDATION_INCOMPLETE: (name) => ({
    message: `網域 ${name} 的控制權尚未驗證。`,
    remedy: `請完成 ${name} 的網域驗證。`,
  }),
  DOMAIN_VALIDATION_EXPIRED: (name) => ({
    message: `網域 ${name} 的驗證已失效。`,
    remedy: `請重新驗證 ${name}。`,
  }),
  ORGANIZATION_VALIDATION_INCOMPLETE: (name) => ({
    message: name ? `組織 ${name} 尚未通過驗證。` : "此訂單沒有組織。",
    remedy: name ? `請完成 ${name} 的組織驗證。` : "請為此訂單指定已通過驗證的組織。",
  }),
  ORGANIZATION_VALIDATION_EXPIRED: (name) => ({
    message: `組織 ${name} 的驗證已失效。`,
    remedy: `請重新驗證 ${name}。`,
  }),
  NAME_NOT_ALLOWED: (name) => ({
    message: name ? `此重複憑證不能包含名稱 ${name}。` : "重複憑證至少需要一個名稱。",
    remedy: "請取消此要求，並從要複製的憑證的名稱中選擇。若要新增名稱，請先以該名稱重新發行。",
  }),
  VALIDITY_EXCEEDS_ORDER: (limit) => ({
    message: `重複憑證的到期日不能晚於訂單到期日 ${instantText(limit)}。`,
    remedy: "請取消此要求，並以較早的到期日再次提出，或不指定到期日。",
  }),
  VALIDITY_EXCEEDS_MAXIMUM: (limit) => ({
    message: `現在發行的憑證最晚只能有效至 ${instantText(limit)}。`,
    remedy: "請取消此要求，並以較早的到期日再次提出，或不指定到期日。",
  }),
  VALIDITY_IN_THE_PAST: (at) => ({
    message: `所要求的到期日 ${instantText(at)} 已過。`,
    remedy: "請取消此要求，並以未來的到期日再次提出，或不指定到期日。",
  }),
  SIGNATURE_HASH_NOT_ALLOWED: (hash) => ({
    message: `此訂單的憑證授權單位不使用 ${hash} 簽章。`,
    remedy: "請取消此要求，並選擇訂單提供的簽章雜湊再次提出。",
  }),
  CERTIFICATE_EXPIRED: (at) => ({
    message: `要複製的憑證已於 ${instantText(at)} 到期。`,
    remedy: "請重新發行憑證或續訂，再複製新的憑證。",
  }),
  CERTIFICATE_REVOKED: (name) => ({
    message: `要複製的憑證${name ? `（${name}）` : ""}已撤銷或即將撤銷。`,
    remedy: "請重新發行憑證，再複製新的憑證。",
  }),
  ISSUER_CANNOT_DUPLICATE: (elsewhere) =>
    elsewhere
      ? {
          message: "此憑證是匯入的：它由其他憑證授權單位發行，無法從這裡向該單位要求重複憑證。",
          remedy:
            "系統管理員可以允許內建的憑證授權單位為此訂單發行：名稱與組織在此通過驗證後，重複憑證即由它發行。或向原發行單位要求。",
        }
      : {
          message: "發行此憑證的憑證授權單位目前無法發行。",
          remedy: "請重新發行憑證，或洽詢系統管理員哪個憑證授權單位可以使用。",
        },
  KEY_COMPROMISED: (weakness) => ({
    message: `此要求的金鑰已知遭到洩露${weakness ? `（${weakness}）` : ""}。`,
    remedy: "請取消此要求，在伺服器上建立新的金鑰與 CSR 後再次要求重複憑證，並停止在任何地方使用舊金鑰。",
  }),
  CAA_FORBIDS: (subject) => {
    const { name, record, add } = readCaaSubject(subject);
    return {
      message: `DNS 記錄 ${record} 不允許我們為 ${name} 發行憑證。`,
      remedy: add
        ? `請新增記錄 ${add}，等到原有記錄的存留時間（TTL）過後，再重試此要求。`
        : "此記錄標示為關鍵（critical），而我們無法識別其內容：請移除此記錄，再重試此要求。",
    };
  },
};

/** A reason in Traditional Chinese: what is wrong, and what to do about it. */
export function refusalWordsInChinese(refusal: DuplicateRefusal): { message: string; remedy: string } {
  return words[refusal.code](refusal.subject);
}
