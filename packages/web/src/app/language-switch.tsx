import { useMutation } from "@apollo/client/react";
import { SegmentedControl } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { keyOf, Language, type LanguageKey, speak } from "../words/words.ts";

const mutation = graphql(`
  mutation SetLocale($locale: Locale!) {
    setLocale(locale: $locale) {
      id
      locale
    }
  }
`);

// Each language is named in itself, so that it is found by those who cannot read the other.
const names: { value: LanguageKey; label: string }[] = [
  { value: "EN", label: "English" },
  { value: "ZH_HANT", label: "繁體中文" },
];

/** Keeps a language with the viewer's account, so that mails and other machines speak it too. */
export function useStoreLocale(): (locale: LanguageKey) => Promise<unknown> {
  const { t } = useTranslation();
  const [setLocale] = useMutation(mutation);
  return (locale) =>
    setLocale({ variables: { locale } }).catch(() =>
      notifications.show({ color: "orange", message: t("app.languageFailed") }),
    );
}

interface Props {
  /** Hears of a choice, once the page speaks that language. */
  onChoice?: (locale: LanguageKey) => void;
  dark?: boolean;
}

/** Chooses the language of the page, and remembers it on this machine. */
export function LanguageSwitch({ onChoice, dark = false }: Props) {
  const { t, i18n } = useTranslation();
  const choose = async (key: string) => {
    const locale = keyOf(Language[key as LanguageKey]);
    await speak(Language[locale]);
    onChoice?.(locale);
  };
  return (
    <SegmentedControl
      aria-label={t("app.language")}
      size="xs"
      fullWidth
      value={keyOf(i18n.language)}
      onChange={(key) => void choose(key)}
      data={names}
      styles={
        dark
          ? { root: { background: "#0d2730" }, label: { color: "#e8f1f4" }, indicator: { background: "#2a5f70" } }
          : {}
      }
    />
  );
}
