import type { RecordWish, ZoneFault } from "./judge-record.ts";
import { type PageLanguage, pageWords } from "./page-words.ts";
import { recordId, type ZoneRecord, ZoneRecordType } from "./zone-record.ts";

/** What the page shows beside its form and its list. */
export interface PageContent {
  language: PageLanguage;
  /** What the form holds. */
  wish: RecordWish;
  faults: readonly ZoneFault[];
  notice: { kind: "published"; record: ZoneRecord } | { kind: "removed" | "notOurs" | "tooLarge" | "notFound" } | null;
  records: readonly ZoneRecord[];
  publicUrl: string;
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const html = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character]!);

/** The whole page as HTML; it needs no script. */
export function drawPage(content: PageContent): string {
  const { language, publicUrl } = content;
  const words = pageWords[language];
  const other: PageLanguage = language === "en" ? "zh-Hant" : "en";
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(words.title)} · Duplicert</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<a class="wordmark" href="${html(publicUrl)}"><img src="/icon.svg" alt="" width="26" height="26">Duplicert</a>
<a href="${html(languageLink(content, other))}" lang="${other}" hreflang="${other}">${html(words.otherLanguage)}</a>
</header>
<main>
<h1>${html(words.heading)}</h1>
<p class="muted">${html(words.lead)}</p>
${notice(content)}${form(content)}${list(content)}
</main>
</body>
</html>
`;
}

// what was prefilled stays so in the other language
function languageLink({ wish }: PageContent, language: PageLanguage): string {
  const given = Object.entries({ ...wish, lang: language }).filter(([, value]) => value !== "");
  return `/?${new URLSearchParams(given)}`;
}

function notice({ language, faults, notice, publicUrl }: PageContent): string {
  const words = pageWords[language];
  if (faults.length > 0) {
    const items = faults.map((fault) => `<li>${html(words.faults[fault])}</li>`).join("");
    return `<div class="notice bad" role="alert"><h2>${html(words.notPublished)}</h2><ul>${items}</ul></div>\n`;
  }
  if (!notice) return "";
  if (notice.kind !== "published") {
    const mood = notice.kind === "removed" ? ' role="status"' : ' role="alert"';
    return `<div class="notice${notice.kind === "removed" ? "" : " bad"}"${mood}><p>${html(words[notice.kind])}</p></div>\n`;
  }
  const { type, name } = notice.record;
  return `<div class="notice good" role="status">
<h2>${html(words.published)}</h2>
<p><code>${type} ${html(name)}</code></p>
<p>${html(words.goBack)} <a href="${html(publicUrl)}">${html(words.product)}</a></p>
</div>
`;
}

function form({ language, wish, faults }: PageContent): string {
  const words = pageWords[language];
  const options = Object.keys(ZoneRecordType).map(
    (type) =>
      `<option value="${type}"${type === wish.type ? " selected" : ""}>${html(words.types[type as ZoneRecordType])}</option>`,
  );
  const wrong = (pattern: RegExp) => (faults.some((fault) => pattern.test(fault)) ? ' aria-invalid="true"' : "");
  return `<form class="publish" method="post" action="/publish" accept-charset="utf-8">
<input type="hidden" name="lang" value="${language}">
<label for="type">${html(words.type)}</label>
<select id="type" name="type">${options.join("")}</select>
<label for="name">${html(words.name)}</label>
<p class="hint" id="name-hint">${html(words.nameHint)}</p>
<input id="name" name="name" value="${html(wish.name)}" aria-describedby="name-hint" autocomplete="off" autocapitalize="none" spellcheck="false" required${wrong(/^(NAME|URL|CNAME)/)}>
<label for="value">${html(words.value)}</label>
<p class="hint" id="value-hint">${html(words.valueHint)}</p>
<textarea id="value" name="value" rows="3" aria-describedby="value-hint" autocapitalize="none" spellcheck="false" required${wrong(/^(VALUE|TEXT|TARGET|CAA|FILE)/)}>
${html(wish.value)}</textarea>
<button type="submit">${html(words.publish)}</button>
</form>
`;
}

function list({ language, records }: PageContent): string {
  const words = pageWords[language];
  const items = records.map((record) => {
    const label = `${words.remove}: ${record.type} ${record.name}`;
    return `<li>
<span class="badge">${record.type}</span>
<div><code>${html(record.name)}</code><code class="value">${html(record.value)}</code></div>
<form method="post" action="/remove">
<input type="hidden" name="lang" value="${language}"><input type="hidden" name="id" value="${recordId(record)}">
<button class="quiet" type="submit" aria-label="${html(label)}">${html(words.remove)}</button>
</form>
</li>`;
  });
  const shown = items.length > 0 ? `<ul class="records">${items.join("\n")}</ul>` : `<p>${html(words.empty)}</p>`;
  return `<section aria-labelledby="published">
<h2 id="published">${html(words.list)}</h2>
<p class="muted">${html(words.listLead)}</p>
${shown}
</section>`;
}
