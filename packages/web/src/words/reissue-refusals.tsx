import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { ReasonList } from "./reason-list.tsx";
import { reissueRefusalWords, type SpokenReissueRefusal } from "./reissue-refusal-words.ts";

/** Each reason against a reissue with its remedy and, where another page completes it, the link there. */
export function ReissueRefusals({ refusals }: { refusals: (SpokenReissueRefusal & { url: string | null })[] }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <ReasonList
      reasons={refusals.map((refusal) => ({
        key: `${refusal.code} ${refusal.subject}`,
        ...reissueRefusalWords(t, refusal),
        link: linkOf(refusal),
      }))}
    />
  );

  function linkOf({ code, url }: { code: string; url: string | null }) {
    if (!url || pathname.startsWith(url)) return null;
    return { to: url, label: t(code === "REISSUE_PENDING" ? "reissue.openPending" : "duplicate.backToOrder") };
  }
}
