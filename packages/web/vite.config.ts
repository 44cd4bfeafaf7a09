import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const server = "http://localhost:4000";

/** Every browser that runs this application reads WOFF2: without this, each font file would be shipped twice. */
function woff2Only(): Plugin {
  return {
    name: "woff2-only",
    enforce: "pre",
    transform(css, id) {
      if (!id.includes("@fontsource")) return null;
      return css.replace(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, "");
    },
  };
}

export default defineConfig({
  plugins: [woff2Only(), react()],
  server: {
    proxy: {
      "/graphql": server,
      "/api": server,
      "/pki": server,
      // Not all of /certificates: /certificates/:id is a page of this application.
      "^/certificates/[^/]+/download/": server,
    },
  },
  build: { target: "es2023", chunkSizeWarningLimit: 700 },
  worker: { format: "es" },
});
