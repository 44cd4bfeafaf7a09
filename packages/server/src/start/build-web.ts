import { repositoryRoot } from "../config.ts";
import { buildWebWhenOld } from "./web-build.ts";

// A command of its own: for tests and images. Safe while a `start` of the same clone shows the pages.
await buildWebWhenOld(repositoryRoot, console.log, new AbortController().signal);
