/** The part of a file name that stands for a common name: "*.example.com" gives "star_example_com". */
export function fileStem(commonName: string): string {
  const stem = commonName
    .toLowerCase()
    .replace(/^\*\./, "star_")
    .replace(/[^a-z0-9-]/g, "_")
    .replace(/^-+/, "");
  // 255 bytes is the longest file name there is, and an ending follows.
  return stem.slice(0, 200) || "certificate";
}
