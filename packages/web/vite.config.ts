import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const server = "http://localhost:4000";

/**
 * Of the Chinese font, ship WOFF2 alone, which every browser of today reads, and Chinese alone: its Latin letters lie
 * scattered over many files, and drawn from several of them a word falls apart.
 */
function chineseFontOnly(): Plugin {
  return {
    name: "chinese-font-only",
    enforce: "pre",
    transform(css, id) {
      if (!id.includes("@fontsource")) return null;
      return css
        .replace(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, "")
        .replace(/@font-face\s*\{[^}]*\}/g, (face) => {
          const ranges = /unicode-range:([^;]*);/.exec(face)?.[1]?.split(",") ?? [];
          const chinese = ranges.filter((range) => Number.parseInt(range.trim().slice(2), 16) >= 0x2e80);
          return chinese.length === 0
            ? ""
            : face.replace(/unicode-range:[^;]*;/, `unicode-range:${chinese.join(",")};`);
        });
    },
  };
}

export default defineConfig({
  plugins: [chineseFontOnly(), react()],
  server: {
    proxy: {
      "/graphql": server,
      "/api": server,
      "/pki": server,
      // Not all of /certificates: /certificates/:id is a page of this application.
      "^/certificates/[^/]+/download/": server,
    },
  },
  // Only the playground is that large, and only who opens it loads it.
  build: { target: "es2023", chunkSizeWarningLimit: 3000 },
  worker: { format: "es" },
});
