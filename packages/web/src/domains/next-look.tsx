import { useTranslation } from "react-i18next";
import { relativeText } from "../ui/relative-text.ts";
import { useNow } from "../ui/use-now.ts";

interface Props {
  challenge: { checking: boolean; nextCheckAt: string | null };
}

/** When it is looked next: "next look in 2 minutes". */
export function NextLook({ challenge: { checking, nextCheckAt } }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow(1_000);
  if (checking) return t("domain.lookingNow");
  if (!nextCheckAt) return t("domain.onlyWhenAsked");
  if (Date.parse(nextCheckAt) <= now.getTime()) return t("domain.nextLookNow");
  return t("domain.nextLook", { when: relativeText(nextCheckAt, now, i18n.language) });
}
