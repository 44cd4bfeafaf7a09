import type { TFunction } from "i18next";
import { utcText } from "../ui/date-text.tsx";
import type en from "./en.json";

/** A reason against an import as the API gives it. */
export interface SpokenImportRefusal {
  code: keyof typeof en.importRefusal;
  subject: string | null;
  found: string | null;
}

const alone = ["UNREADABLE", "ALREADY_KNOWN", "CONTACT_NOT_AN_ADDRESS"] as const;

/** Why a certificate is not imported, and what to do about it, in the viewer's language. */
export function importRefusalWords(
  t: TFunction,
  { code, subject, found }: SpokenImportRefusal,
): { message: string; remedy: string } {
  const about = {
    subject: subject && /^\d{4}-\d\d-\d\dT/.test(subject) ? utcText(subject) : (subject ?? ""),
    found: found ?? "",
  };
  const lonely = alone.find((one) => one === code);
  if (code === "PRIVATE_KEY" && found === "banned")
    return { message: t("importRefusal.PRIVATE_KEY.messageBanned"), remedy: t("importRefusal.PRIVATE_KEY.remedy") };
  return {
    message:
      subject === null && lonely
        ? t(`importRefusal.${lonely}.messageAlone`)
        : t(`importRefusal.${code}.message`, about),
    remedy: t(`importRefusal.${code}.remedy`, about),
  };
}
