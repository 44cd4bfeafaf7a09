const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text from outside can be an id of ours at all; anything else names nothing. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
