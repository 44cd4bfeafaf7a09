import { readCaaSubject } from "@duplicert/shared/caa";
import type { TFunction } from "i18next";
import { utcText } from "../ui/date-text.tsx";
import type en from "./en.json";
import { hashNames } from "./hash-names.ts";

/** A refusal as the API gives it and as the shared rule gives it. */
export interface SpokenRefusal {
  code: keyof typeof en.refusal;
  subject: string | null;
}

/** Why a duplicate is refused, and what to do about it, in the viewer's language. */
export function refusalWords(t: TFunction, { code, subject }: SpokenRefusal): { message: string; remedy: string } {
  if (code === "CAA_FORBIDS") return caaWords(t, subject);
  if (code === "ISSUER_CANNOT_DUPLICATE" && subject === "IMPORTED")
    return { message: t(`refusal.${code}.messageImported`), remedy: t(`refusal.${code}.remedyImported`) };
  const alone = code === "NAME_NOT_ALLOWED" || code === "ORGANIZATION_VALIDATION_INCOMPLETE";
  const message =
    alone && subject === null
      ? t(`refusal.${code}.messageAlone`)
      : t(`refusal.${code}.message`, { subject: subjectWords(t, { code, subject }) });
  return { message, remedy: t(`refusal.${code}.remedy`) };
}

// The subject is a name, the record that forbids, and the one that would permit.
function caaWords(t: TFunction, subject: string | null): { message: string; remedy: string } {
  const { name, record, add } = readCaaSubject(subject);
  const remedy = add ? t("refusal.CAA_FORBIDS.remedy", { add }) : t("refusal.CAA_FORBIDS.remedyCritical");
  return { message: t("refusal.CAA_FORBIDS.message", { name, record }), remedy };
}

// The subject is a name, an instant, a hash or a status, depending on the code.
function subjectWords(t: TFunction, { code, subject }: SpokenRefusal): string {
  if (subject === null) return "";
  if (code === "ORDER_NOT_ISSUED") return t([`status.order.${subject}`, "status.order.PENDING"] as never);
  if (code === "SIGNATURE_HASH_NOT_ALLOWED") return hashNames[subject as keyof typeof hashNames] ?? subject;
  return /^\d{4}-\d\d-\d\dT/.test(subject) ? utcText(subject) : subject;
}
