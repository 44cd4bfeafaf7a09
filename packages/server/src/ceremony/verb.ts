import { resolve } from "node:path";
import type { Config } from "../config.ts";

/** What a verb of the ceremony is done with. */
export interface Around {
  now: Date;
  /** The folder that paths are meant from. */
  folder: string;
  /** Read when a verb needs it: what is done offline knows no configuration. */
  config: () => Config;
  /** Shows what will be done and asks whether it should be. */
  confirm: (text: string) => Promise<boolean>;
}

/** The options that were given, by name. */
export type Given = Readonly<Record<string, string | undefined>>;

/** One thing that can be done; what it returns is printed. It throws, in words, when it will not. */
export interface Verb {
  usage: string;
  required: readonly string[];
  optional?: readonly string[];
  /** Options without a value. */
  flags?: readonly string[];
  run(given: Given, around: Around): Promise<string>;
}

/** A path as it was typed, from where it was typed. */
export const pathOf = (around: Around, path: string): string => resolve(around.folder, path);

/** An option that the verb requires, or one with a default. */
export function option(given: Given, name: string, otherwise?: string): string {
  const value = given[name]?.trim() || otherwise;
  if (value === undefined) throw new Error(`--${name} is missing.`);
  return value;
}

/** A whole number within bounds. */
export function wholeNumber(given: Given, name: string, otherwise: number, [least, most]: [number, number]): number {
  const text = option(given, name, String(otherwise));
  const value = Number(text);
  if (/^\d{1,6}$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`--${name} is ${text}: it should be a whole number from ${least} to ${most}.`);
}

/** One of a few words. */
export function oneOf<T extends string>(given: Given, name: string, choices: readonly T[], otherwise?: T): T {
  const text = option(given, name, otherwise);
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new Error(`--${name} is ${text}: it should be ${choices.join(" or ")}.`);
}

/** A CA's place under /pki/, and the name of its key. */
export function slugOption(given: Given, name = "slug", otherwise?: string): string {
  const slug = option(given, name, otherwise);
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && slug.length <= 40) return slug;
  throw new Error(
    `--${name} is ${slug}: it should be lower-case letters, digits and single hyphens, such as tls-rsa-2.`,
  );
}

/** An instant in ISO 8601 with a time zone. */
export function instantOption(given: Given, name: string, otherwise: Date): Date {
  const text = given[name];
  if (text === undefined) return otherwise;
  const at = new Date(text);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(at.getTime()))
    return at;
  throw new Error(`--${name} is ${text}: it should be an instant such as 2027-01-31T09:00:00Z.`);
}
