import type { TFunction } from "i18next";
import { utcText } from "../ui/date-text.tsx";
import type en from "./en.json";

interface SpokenRefusal {
  code: keyof typeof en.builtInCaRefusal;
  subject: string | null;
}

/** Why the built-in CA may not be allowed for an order, and what to do about it, in the viewer's language. */
export function builtInCaRefusalWords(
  t: TFunction,
  { code, subject }: SpokenRefusal,
): { message: string; remedy: string } {
  const about =
    code === "ORDER_NOT_ISSUED"
      ? t([`status.order.${subject}`, "status.order.PENDING"] as never)
      : code === "ORDER_EXPIRED" && subject
        ? utcText(subject)
        : (subject ?? "");
  return {
    message: t(`builtInCaRefusal.${code}.message`, { subject: about }),
    remedy: t(`builtInCaRefusal.${code}.remedy`),
  };
}
