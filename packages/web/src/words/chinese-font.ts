/** Makes "Noto Sans TC" known to the page; the browser then fetches the parts that the text needs. */
export async function loadChineseFont(): Promise<void> {
  await import("./noto-sans-tc.ts");
}

/** Whether this system draws an empty box in the place of a Chinese character. */
export function lacksChineseFont(): boolean {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (!context) return false;
  const picture = (character: string) => {
    context.canvas.width = 32; // also wipes it
    context.font = "20px sans-serif";
    context.fillText(character, 4, 24);
    return context.getImageData(0, 0, 32, 32).data.join();
  };
  return picture("\u9ad4") === picture("\u0378"); // U+0378 is assigned to nothing, so no font has it
}
