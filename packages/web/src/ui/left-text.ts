const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** "2 days 3 hours": how long from `now` to an instant (ISO 8601), in its two largest units; null once it is over. */
export function leftText(at: string, now: Date, language: string): string | null {
  const seconds = Math.floor((Date.parse(at) - now.getTime()) / 1000);
  if (seconds <= 0) return null;
  const first = units.findIndex(([, size]) => seconds >= size);
  const parts = units.slice(first, first + 2).map(([unit, size], index) => {
    const count = Math.floor((index === 0 ? seconds : seconds % units[first]![1]) / size);
    return { unit, count };
  });
  return parts
    .filter(({ count }) => count > 0)
    .map(({ unit, count }) =>
      new Intl.NumberFormat(tagOf(language), { style: "unit", unit, unitDisplay: "long" }).format(count),
    )
    .join(" ");
}

const tagOf = (language: string) => (language === "en" ? "en-GB" : "zh-TW");
