import type { ZoneFault } from "./judge-record.ts";
import type { ZoneRecordType } from "./zone-record.ts";

/** Everything the page says, in one language. */
export interface PageWords {
  title: string;
  otherLanguage: string;
  heading: string;
  lead: string;
  type: string;
  types: Record<ZoneRecordType, string>;
  name: string;
  nameHint: string;
  value: string;
  valueHint: string;
  publish: string;
  notPublished: string;
  published: string;
  goBack: string;
  product: string;
  removed: string;
  list: string;
  listLead: string;
  empty: string;
  remove: string;
  notOurs: string;
  tooLarge: string;
  notFound: string;
  faults: Record<ZoneFault, string>;
}

const english: PageWords = {
  title: "Publish a record",
  otherLanguage: "繁體中文",
  heading: "Publish a record or a file",
  lead: "This is the demo's own piece of the internet. What you publish here is found by whoever asks the demo's DNS or the web servers of its domains. Outside the demo you would do the same at your DNS provider, or put the file on your web server.",
  type: "What to publish",
  types: {
    TXT: "DNS record TXT",
    CNAME: "DNS record CNAME",
    CAA: "DNS record CAA",
    MX: "DNS record MX",
    FILE: "File on the web server",
  },
  name: "Name",
  nameHint: "The full name of the record, such as _duplicert.example.com. Of a file, its address: http://…",
  value: "Value",
  valueHint: "The text, the name that a CNAME points to, or what the file holds.",
  publish: "Publish",
  notPublished: "This was not published",
  published: "Published. It can be found from now on.",
  goBack: "Go back to where you came from and wait: it is looked at by itself.",
  product: "To Duplicert",
  removed: "Removed. It is no longer found.",
  list: "Published now",
  listLead: "Newest first. Addresses and mail hosts of the demo's domains are there by themselves and are not listed.",
  empty: "Nothing is published yet.",
  remove: "Remove",
  notOurs: "That did not come from this page, so nothing was changed.",
  tooLarge: "That is more than this page takes.",
  notFound: "There is no such page.",
  faults: {
    TYPE_UNKNOWN: "Choose what to publish: TXT, CNAME, CAA, MX or a file.",
    MX_UNREADABLE: "An MX record is written as a number and the name of a mail host: 10 mail.example.com.",
    NAME_MISSING: "The name is missing.",
    NAME_NOT_DNS:
      "This name cannot be one in DNS: letters, digits, - and _ between dots, up to 63 between two dots and 253 in all. A wildcard cannot be published here.",
    NAME_ONE_LABEL: "The full name is needed, with its domain: _duplicert.example.com, not _duplicert.",
    URL_NOT_HTTP: "The address of a file begins with http://, as in http://www.example.com/.well-known/…",
    URL_PORT: "The address of a file has no port here: the file is looked for at port 80.",
    URL_HOST: "The address of a file needs the name of a host, as in http://www.example.com/.well-known/…",
    URL_QUERY: "The address of a file has no ? and no # here.",
    URL_TOO_LONG: "The address of a file has at most 500 characters.",
    VALUE_MISSING: "The value is missing.",
    VALUE_UNPRINTABLE: "The value of a TXT record is one line here: a line break or control character is in it.",
    TEXT_TOO_LONG: "A TXT record holds at most 255 bytes here.",
    TARGET_NOT_DNS: "A CNAME points to a full DNS name, such as dcv.duplicert.example.",
    TARGET_ITSELF: "A CNAME cannot point to itself.",
    CAA_UNREADABLE: 'A CAA record is written as flags, tag and value: 0 issue "ca.example".',
    FILE_TOO_LARGE: "A file holds at most 4096 bytes here.",
    CNAME_ALONE:
      "A name with a CNAME can have no other record, nor be a host (RFC 1034 3.6.2): remove what is there, or take another name.",
    TOO_MANY: "There are 500 records: remove some first.",
  },
};

const traditionalChinese: PageWords = {
  title: "發布記錄",
  otherLanguage: "English",
  heading: "發布記錄或檔案",
  lead: "這裡是示範環境自己的網際網路。在此發布的內容，凡是查詢示範環境的 DNS 或其網域的網頁伺服器，都找得到。在示範環境以外，請在您的 DNS 供應商做同樣的設定，或將檔案放到您的網頁伺服器上。",
  type: "要發布的內容",
  types: {
    TXT: "DNS 記錄 TXT",
    CNAME: "DNS 記錄 CNAME",
    CAA: "DNS 記錄 CAA",
    MX: "DNS 記錄 MX",
    FILE: "網頁伺服器上的檔案",
  },
  name: "名稱",
  nameHint: "記錄的完整名稱，例如 _duplicert.example.com；若為檔案，則為其網址：http://…",
  value: "值",
  valueHint: "文字、CNAME 指向的名稱，或檔案的內容。",
  publish: "發布",
  notPublished: "未能發布",
  published: "已發布，從現在起可以查到。",
  goBack: "請回到您原來的頁面並稍候：系統會自動檢查。",
  product: "前往 Duplicert",
  removed: "已移除，不再查得到。",
  list: "目前已發布",
  listLead: "最新的在前。示範網域的位址與郵件主機本來就有，不列在此處。",
  empty: "尚未發布任何內容。",
  remove: "移除",
  notOurs: "此要求不是來自本頁，因此未做任何變更。",
  tooLarge: "內容超過本頁可接受的大小。",
  notFound: "找不到此頁面。",
  faults: {
    TYPE_UNKNOWN: "請選擇要發布的內容：TXT、CNAME、CAA、MX 或檔案。",
    MX_UNREADABLE: "MX 記錄的寫法為一個數字與郵件主機的名稱：10 mail.example.com。",
    NAME_MISSING: "缺少名稱。",
    NAME_NOT_DNS:
      "此名稱不能作為 DNS 名稱：各點之間可用英文字母、數字、- 與 _，每段最多 63 個字元，全長最多 253 個。此處不能發布萬用字元名稱。",
    NAME_ONE_LABEL: "需要包含網域的完整名稱：例如 _duplicert.example.com，而不是 _duplicert。",
    URL_NOT_HTTP: "檔案的網址以 http:// 開頭，例如 http://www.example.com/.well-known/…",
    URL_PORT: "此處檔案的網址不含連接埠：系統會在連接埠 80 尋找檔案。",
    URL_HOST: "檔案的網址需要主機名稱，例如 http://www.example.com/.well-known/…",
    URL_QUERY: "此處檔案的網址不能有 ? 或 #。",
    URL_TOO_LONG: "檔案的網址最多 500 個字元。",
    VALUE_MISSING: "缺少值。",
    VALUE_UNPRINTABLE: "此處 TXT 記錄的值只能有一行：其中含有換行或控制字元。",
    TEXT_TOO_LONG: "此處 TXT 記錄最多 255 個位元組。",
    TARGET_NOT_DNS: "CNAME 必須指向完整的 DNS 名稱，例如 dcv.duplicert.example。",
    TARGET_ITSELF: "CNAME 不能指向自己。",
    CAA_UNREADABLE: 'CAA 記錄的寫法為旗標、標籤與值：0 issue "ca.example"。',
    FILE_TOO_LARGE: "此處檔案最多 4096 個位元組。",
    CNAME_ALONE: "有 CNAME 的名稱不能有其他記錄，也不能是主機 (RFC 1034 3.6.2)：請先移除現有的記錄，或改用其他名稱。",
    TOO_MANY: "已有 500 筆記錄：請先移除一些。",
  },
};

export type PageLanguage = "en" | "zh-Hant";

export const pageWords: Record<PageLanguage, PageWords> = { en: english, "zh-Hant": traditionalChinese };

/** The language asked for by the address, or else by the browser. */
export function languageOf(asked: string | null, acceptLanguage: string | undefined): PageLanguage {
  const wanted = asked ?? acceptLanguage ?? "";
  const ranked = wanted
    .split(",")
    .map((part, i) => ({
      tag: part.split(";")[0]!.trim().toLowerCase(),
      q: Number(/q=([\d.]+)/.exec(part)?.[1] ?? 1),
      i,
    }))
    .sort((a, b) => b.q - a.q || a.i - b.i);
  const known = ranked.find(({ tag }) => /^(zh|en)\b/.test(tag));
  return known?.tag.startsWith("zh") ? "zh-Hant" : "en";
}
