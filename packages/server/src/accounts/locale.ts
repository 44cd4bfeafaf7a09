import { registerEnumType } from "type-graphql";

export const Locale = { EN: "EN", ZH_HANT: "ZH_HANT" } as const;
export type Locale = (typeof Locale)[keyof typeof Locale];
registerEnumType(Locale, {
  name: "Locale",
  description: "The language of pages and mails.",
  valuesConfig: { EN: { description: "English." }, ZH_HANT: { description: "Traditional Chinese (zh-Hant)." } },
});
