import type { Locale } from "../accounts/locale.ts";
import { closing, factLines, instant, letterText } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import type { Letter } from "./message.ts";

/** A validation that lapses or has lapsed. */
export interface LapsingValidation {
  kind: "DOMAIN" | "ORGANIZATION";
  name: string;
  /** Where it is renewed: a path of the application. */
  path: string;
  at: Date;
  lapsed: boolean;
  /** The first of the orders that it blocks, and how many there are. */
  orders: { number: number; commonName: string }[];
  orderCount: number;
  requestCount: number;
}

/** What an administrator or manager is told of validations that lapse. */
export interface ValidationLapsesFacts {
  recipientName: string;
  accountName: string;
  lapsing: LapsingValidation[];
  publicUrl: string;
}

/** Mail to administrators and managers, one a day at most: what lapses or has lapsed, what that blocks, and where it is renewed. */
export function validationLapses(facts: ValidationLapsesFacts, locale: Locale): Letter {
  const words = texts[locale];
  const { lapsing, publicUrl } = facts;
  return {
    subject: words.subject(lapsing),
    text: letterText([
      letterWords[locale].greeting(facts.recipientName),
      words.opening(facts.accountName),
      ...lapsing.map((one) => aboutOne(one, publicUrl, locale)),
      words.why,
      closing(locale, publicUrl),
    ]),
    attachments: [],
  };
}

function aboutOne(one: LapsingValidation, publicUrl: string, locale: Locale): string {
  const words = texts[locale];
  const named = one.orders.map(({ number, commonName }) => `${number} ${commonName}`);
  const more = one.orderCount - one.orders.length;
  const orders = [...named, ...(more > 0 ? [words.more(more)] : [])].join(words.comma);
  const lines = factLines(locale, [
    [one.lapsed ? words.lapsedAt : words.lapsesAt, instant(one.at)],
    [words.orders, orders || words.none],
    [words.requests, one.requestCount > 0 ? String(one.requestCount) : null],
    [words.renew, `${publicUrl}${one.path}`],
  ]);
  return `${words.kinds[one.kind](one.name)}\n${lines}`;
}

const date = (at: Date): string => at.toISOString().slice(0, 10);
const first = (lapsing: readonly LapsingValidation[]) => lapsing[0] as LapsingValidation;

const english = {
  subject: (lapsing: readonly LapsingValidation[]) => {
    const { name, at, lapsed } = first(lapsing);
    if (lapsing.length === 1)
      return lapsed ? `Validation has lapsed: ${name}` : `Validation lapses on ${date(at)}: ${name}`;
    return `Validations to renew: ${name} and ${lapsing.length - 1} more`;
  },
  opening: (account: string) =>
    `These validations of ${account} lapse soon or have lapsed. Until they are renewed, no certificate, duplicate or reissue is issued that needs them. Certificates that are issued stay valid.`,
  kinds: {
    DOMAIN: (name: string) => `Domain ${name}`,
    ORGANIZATION: (name: string) => `Organization ${name}`,
  } as Record<LapsingValidation["kind"], (name: string) => string>,
  lapsesAt: "Lapses at",
  lapsedAt: "Lapsed at",
  orders: "Blocks orders",
  requests: "Blocks waiting requests",
  renew: "Renew here",
  none: "none at present",
  more: (count: number) => `and ${count} more`,
  comma: ", ",
  why: "How long a proof may be relied on is limited for every certificate authority (Baseline Requirements 4.2.1).",
};

const chinese: typeof english = {
  subject: (lapsing) => {
    const { name, at, lapsed } = first(lapsing);
    if (lapsing.length === 1) return lapsed ? `驗證已失效：${name}` : `驗證將於 ${date(at)} 失效：${name}`;
    return `需要重新驗證：${name} 及其他 ${lapsing.length - 1} 項`;
  },
  opening: (account) =>
    `${account} 的下列驗證即將失效或已失效。在重新驗證之前，無法發行需要這些驗證的憑證、重複憑證，也無法重新發行。已發行的憑證仍然有效。`,
  kinds: { DOMAIN: (name) => `網域 ${name}`, ORGANIZATION: (name) => `組織 ${name}` },
  lapsesAt: "失效時間",
  lapsedAt: "已失效於",
  orders: "受影響的訂單",
  requests: "受影響的等待中要求",
  renew: "在此重新驗證",
  none: "目前沒有",
  more: (count) => `以及其他 ${count} 筆`,
  comma: "、",
  why: "每個憑證授權單位可以依賴一項驗證的時間都有限制（Baseline Requirements 4.2.1）。",
};

const texts: Record<Locale, typeof english> = { EN: english, ZH_HANT: chinese };
