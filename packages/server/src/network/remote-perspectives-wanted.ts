// BR 3.2.2.9, "Phased Implementation Timeline"
const wanted = [
  { from: "2025-03-15", count: 2 },
  { from: "2026-03-15", count: 3 },
  { from: "2026-06-15", count: 4 },
  { from: "2026-12-15", count: 5 },
];

/** From how many remote places whoever issues publicly trusted certificates has to look at that time. */
export function remotePerspectivesWanted(at: Date): number {
  return wanted.findLast(({ from }) => Date.parse(from) <= at.getTime())?.count ?? 0;
}
