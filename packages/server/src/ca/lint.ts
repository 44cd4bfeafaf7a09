import type { Draft } from "./draft.ts";
import { draftRules } from "./lint-draft.ts";
import { extensionRules } from "./lint-extensions.ts";
import { keyRules } from "./lint-key.ts";
import { nameRules } from "./lint-names.ts";
import { brProfiles, type LintCase, type LintLimits, type LintRule } from "./lint-rule.ts";
import { subjectRules } from "./lint-subject.ts";
import { type IssuingCaFacts, profileOf } from "./profile.ts";
import { readCertificate, readTbs } from "./read-certificate.ts";

/** One rule that was asked. `found`: what is wrong, in a few words; null when it passed. */
export interface LintFinding {
  rule: string;
  citation: string;
  pass: boolean;
  found: string | null;
}

export type LintResult = { linted: LintedDraft; report: LintFinding[] } | { linted: null; report: LintFinding[] };

const rules: readonly LintRule[] = [...draftRules, ...extensionRules, ...nameRules, ...subjectRules, ...keyRules];

/** A draft that every rule let pass. Only `lint` makes one, and nothing else can be signed. */
export class LintedDraft {
  readonly #passed = true;
  readonly draft: Draft;
  readonly report: LintFinding[];

  private constructor(draft: Draft, report: LintFinding[]) {
    this.draft = Object.freeze(draft);
    this.report = report;
    Object.freeze(this);
  }

  /** False for whatever was only shaped like one. */
  static holds(value: object): value is LintedDraft {
    return #passed in value;
  }

  /** BR 4.3.1.2: judged before it is signed, by the bytes that would be signed. */
  static lint(given: Draft, ca: IssuingCaFacts, limits: LintLimits): LintResult {
    // Copies: what was judged stays what is signed.
    const { plan, serial, notBefore, tbs } = given;
    const draft = { plan: structuredClone(plan), serial: Buffer.from(serial), notBefore, tbs: Buffer.from(tbs) };
    const report = judge(draft, ca, limits);
    if (report.some(({ pass }) => !pass)) return { linted: null, report };
    return { linted: new LintedDraft(draft, report), report };
  }
}

/** Asks every rule in force at that time; the draft can be signed when all of them let it pass. */
export function lint(draft: Draft, ca: IssuingCaFacts, limits: LintLimits): LintResult {
  return LintedDraft.lint(draft, ca, limits);
}

function judge(draft: Draft, ca: IssuingCaFacts, { at, provedAt = null }: LintLimits): LintFinding[] {
  const reading = { id: "tbs-readable", citation: "RFC 5280 §4.1; X.690 10.1", since: brProfiles } as const;
  let the: LintCase;
  try {
    const profile = profileOf(draft.plan.profile);
    const issuing = readCertificate(ca.certificateDer).facts;
    the = { draft, profile, tbs: readTbs(draft.tbs), ca, issuing, at, provedAt };
  } catch (error) {
    return [finding(reading, wordsOf(error))];
  }
  const inForce = rules.filter(({ since }) => new Date(since) <= at);
  return [finding(reading, null), ...inForce.map((rule) => finding(rule, ask(rule, the)))];
}

function ask(rule: LintRule, the: LintCase): string | null {
  try {
    return rule.judge(the);
  } catch (error) {
    return wordsOf(error);
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function finding({ id, citation }: Pick<LintRule, "id" | "citation">, found: string | null): LintFinding {
  return { rule: id, citation, pass: found === null, found };
}
