import type { TFunction } from "i18next";
import { utcText } from "../ui/date-text.tsx";
import type en from "./en.json";
import { hashNames } from "./hash-names.ts";

/** A reason against a reissue as the API gives it, and as the shared rule gives it, which also says what is wrong with a name. */
export interface SpokenReissueRefusal {
  code: keyof typeof en.reissueRefusal;
  subject: string | null;
  fault?: keyof typeof en.reissueNameFault | null;
}

/** Why an order is not reissued, or not so, and what to do about it, in the viewer's language. */
export function reissueRefusalWords(
  t: TFunction,
  { code, subject, fault }: SpokenReissueRefusal,
): { message: string; remedy: string } {
  if (code === "NAME_NOT_ALLOWED" && fault)
    return {
      message: t(`reissueNameFault.${fault}.message`, { subject }),
      remedy: t(`reissueNameFault.${fault}.remedy`),
    };
  const alone = subject === null && (code === "NAME_NOT_ALLOWED" || code === "REVOCATION_NOT_CONFIRMED");
  return {
    message: alone
      ? t(`reissueRefusal.${code}.messageAlone`)
      : t(`reissueRefusal.${code}.message`, { subject: subjectWords(t, code, subject) }),
    remedy: t(`reissueRefusal.${code}.remedy`),
  };
}

// The subject is a name, an instant, a hash, a status, a method or serial numbers, depending on the code.
function subjectWords(t: TFunction, code: SpokenReissueRefusal["code"], subject: string | null): string {
  if (subject === null) return "";
  if (code === "ORDER_NOT_ISSUED") return t([`status.order.${subject}`, "status.order.PENDING"] as never);
  if (/^\d{4}-\d\d-\d\dT/.test(subject)) return utcText(subject);
  return Object.hasOwn(hashNames, subject) ? hashNames[subject as keyof typeof hashNames] : subject;
}
