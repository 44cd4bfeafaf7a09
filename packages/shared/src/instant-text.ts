/** An instant (ISO 8601) in a sentence: "2027-03-01 09:30:00 UTC". */
export function instantText(iso: string | null): string {
  return (iso ?? "").replace("T", " ").replace(/(\.\d+)?Z$/, " UTC");
}
