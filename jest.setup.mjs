import { tsImport } from "tsx/esm/api";

const options = { parentURL: import.meta.url, tsconfig: "packages/server/tsconfig.json" };

/** Lays the ground for stories: see packages/server/test/ground.ts. Workers are told of it by environment. */
export default async function setup() {
  if (Number(process.versions.node.split(".")[0]) < 24) throw new Error("The tests need Node 24 or newer.");
  const { layGround } = await tsImport("./packages/server/test/ground.ts", options);
  const { ground, clear } = await layGround();
  process.env.STORY_GROUND = JSON.stringify(ground);
  globalThis.clearStoryGround = clear;
}
