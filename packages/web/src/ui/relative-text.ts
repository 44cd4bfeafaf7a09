const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** "in 2 minutes", "3 days ago": from `now` to an instant (ISO 8601), in the largest unit of which there are two, or one day. */
export function relativeText(at: string, now: Date, language: string): string {
  const seconds = Math.round((Date.parse(at) - now.getTime()) / 1000);
  const [unit, size] = units.find(([name, long]) => Math.abs(seconds) >= (name === "day" ? long : 1.5 * long)) ?? [
    "second" as const,
    1,
  ];
  const format = new Intl.RelativeTimeFormat(language === "en" ? "en-GB" : "zh-TW", { numeric: "always" });
  return format.format(Math.round(seconds / size), unit);
}
