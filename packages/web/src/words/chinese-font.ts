/**
 * Makes "Noto Sans TC" known to the page if the system has no Chinese font; the browser then fetches the parts that the
 * text needs. Without it the words can be used all the same, so a failure is nobody's concern.
 */
export async function loadChineseFontWhereLacking(): Promise<void> {
  if (lacksChineseFont()) await import("./noto-sans-tc.ts").catch(() => null);
}

// Whether this system draws an empty box in the place of a Chinese character.
function lacksChineseFont(): boolean {
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
