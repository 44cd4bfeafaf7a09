import type { TFunction } from "i18next";
import { utcText } from "../ui/date-text.tsx";
import type en from "./en.json";
import { hashNames } from "./hash-names.ts";

/** A reason against an order as the API gives it and as the shared rule gives it. */
interface SpokenRefusal {
  code: keyof typeof en.orderRefusal;
  subject: string | null;
}

/** Why an order is not placed, and what to do about it, in the viewer's language. */
export function orderRefusalWords(t: TFunction, { code, subject }: SpokenRefusal): { message: string; remedy: string } {
  const alone = code === "CONTACT_NOT_AN_ADDRESS" && subject === null;
  return {
    message: alone
      ? t("orderRefusal.CONTACT_NOT_AN_ADDRESS.messageAlone")
      : t(`orderRefusal.${code}.message`, { subject: subjectWords(subject) }),
    remedy: t(`orderRefusal.${code}.remedy`),
  };
}

// The subject is a name, an address, a number, an instant or a hash, depending on the code.
function subjectWords(subject: string | null): string {
  if (subject === null) return "";
  if (/^\d{4}-\d\d-\d\dT/.test(subject)) return utcText(subject);
  return Object.hasOwn(hashNames, subject) ? hashNames[subject as keyof typeof hashNames] : subject;
}
