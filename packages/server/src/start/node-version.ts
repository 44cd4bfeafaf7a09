const oldestNode = 24;

/** Why this Node may not run the server, in one line; null when it may. Imports nothing, so that any Node can ask. */
export function nodeRefusal(version: string): string | null {
  const major = Number(/^v?(\d+)\./.exec(version)?.[1]);
  if (major >= oldestNode) return null;
  return `Duplicert needs Node ${oldestNode} or newer, and this is ${version}: run it with \`npx --yes pnpm@12 start\`, which brings its own, or install Node ${oldestNode}.`;
}
