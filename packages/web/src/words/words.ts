import i18n from "i18next";
import { initReactI18next } from "react-i18next";
import { loadChineseFontWhereLacking } from "./chinese-font.ts";
import en from "./en.json";
import type zhHant from "./zh-Hant.json";

/** The languages of this application, as BCP 47 tags. */
export const Language = { EN: "en", ZH_HANT: "zh-Hant" } as const;
/** A key of {@link Language}: what the API calls `Locale`. */
export type LanguageKey = keyof typeof Language;
export type Language = (typeof Language)[LanguageKey];

type Words = typeof en;
type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };

// Both ways, so that neither language compiles while it lacks, or has outlived, a key of the other.
const load: Record<Language, () => Promise<Shape<Words>>> = {
  en: async () => en,
  "zh-Hant": async () => {
    const [words] = await Promise.all([import("./zh-Hant.json"), loadChineseFontWhereLacking()]);
    return words.default satisfies Shape<Words>;
  },
};
en satisfies Shape<typeof zhHant>;

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: Words };
  }
}

const storageKey = "duplicert.language";

void i18n.use(initReactI18next).init({
  resources: { en: { translation: en } },
  lng: Language.EN,
  fallbackLng: Language.EN,
  interpolation: { escapeValue: false }, // React escapes
  react: { useSuspense: false },
});

/** Switches every word on the page, and remembers the language on this machine. */
export async function speak(language: Language): Promise<void> {
  i18n.addResourceBundle(language, "translation", await load[language](), true, true);
  await i18n.changeLanguage(language);
  // Names in the data may be Chinese in any language; nobody has to wait for them.
  void loadChineseFontWhereLacking();
  document.documentElement.lang = language;
  localStorage.setItem(storageKey, language);
}

/** Before anyone is signed in: the language last used here, else the first of the browser's that is ours. */
export function firstLocale(): Language {
  const stored = Object.values(Language).find((language) => language === localStorage.getItem(storageKey));
  if (stored) return stored;
  const wanted = navigator.languages.find((tag) => /^(en|zh)\b/i.test(tag));
  return wanted && /^zh/i.test(wanted) && !/^zh-(cn|sg|hans)/i.test(wanted) ? Language.ZH_HANT : Language.EN;
}

/** The API's name for a language of ours. */
export function keyOf(language: string): LanguageKey {
  return language === Language.ZH_HANT ? "ZH_HANT" : "EN";
}
