import { fileURLToPath } from "node:url";

/** Where the programs are that speak to the tools, and what pins their versions. */
export const folder = fileURLToPath(new URL("..", import.meta.url));
/** What a run builds or installs, and its result; kept between runs, not committed. */
export const cacheFolder = fileURLToPath(new URL("../.data", import.meta.url));
