import { useTranslation } from "react-i18next";

/** A day as certificates mean it: in UTC, with the exact second in the title. `at` is ISO 8601. */
export function DateText({ at }: { at: string }) {
  const { i18n } = useTranslation();
  return (
    <time dateTime={at} title={utcText(at)} style={{ whiteSpace: "nowrap" }}>
      {dayText(at, i18n.language)}
    </time>
  );
}

/** An instant in the viewer's own time zone, with the exact second in UTC in the title. `at` is ISO 8601. */
export function TimeText({ at }: { at: string }) {
  const { i18n } = useTranslation();
  return (
    <time dateTime={at} title={utcText(at)} style={{ whiteSpace: "nowrap" }}>
      {timeText(at, i18n.language)}
    </time>
  );
}

/** "8 Jun 2027, 16:05" in the viewer's own time zone, in the given language. */
export function timeText(at: string, language: string): string {
  const format = new Intl.DateTimeFormat(tagOf(language), { dateStyle: "medium", timeStyle: "short" });
  return format.format(new Date(at));
}

/** "8 Jun 2027" in UTC, in the given language. */
export function dayText(at: string, language: string): string {
  return new Intl.DateTimeFormat(tagOf(language), { dateStyle: "medium", timeZone: "UTC" }).format(new Date(at));
}

/** "2027-06-08 23:59:59 UTC" */
export function utcText(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

// Day before month, so that 8/6 is never read as August 6th.
function tagOf(language: string): string {
  return language === "en" ? "en-GB" : "zh-TW";
}
