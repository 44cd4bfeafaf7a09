/** The result, which is of that type: whatever else a mutation answers is a refusal, and the demo is never refused. */
export function must<T extends object>(result: object, type: abstract new () => T): T {
  if (result instanceof type) return result;
  throw new Error(`the demo was refused: ${result.constructor.name} ${JSON.stringify(result)}`);
}
