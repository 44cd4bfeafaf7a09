import { countryCodes } from "@duplicert/shared/country-codes";

/** "Germany (DE)": a country by its code of ISO 3166-1, in the given language. */
export function countryName(code: string, language: string): string {
  const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  const name = /^[A-Z]{2}$/.test(code) ? names.of(code) : undefined;
  return name ? `${name} (${code})` : code;
}

/** Every country to choose from, sorted as the language sorts. */
export function countryChoices(language: string): { value: string; label: string }[] {
  return countryCodes
    .map((value) => ({ value, label: countryName(value, language) }))
    .sort((one, other) => one.label.localeCompare(other.label, language));
}
