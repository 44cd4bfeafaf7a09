import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  text: string;
  /** Where it is searched, in the viewer's language. */
  hint: string;
  onChange: (text: string) => void;
}

/** What a list is searched for: told a moment after the last key. */
export function SearchField({ text, hint, onChange }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const sent = useRef(text);
  const search = useDebouncedCallback((value: string) => {
    sent.current = value.trim();
    onChange(sent.current);
  }, 300);
  // Back, forward and "show all" change the URL without a key being typed; what was typed here must not come back late.
  useEffect(() => {
    if (text === sent.current) return;
    sent.current = text;
    setTyped(text);
  }, [text]);
  const type = (value: string) => {
    setTyped(value);
    search(value);
  };
  return (
    <TextInput
      type="search"
      label={t("orders.search")}
      placeholder={hint}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed && <CloseButton size="sm" aria-label={t("orders.clearSearch")} onClick={() => type("")} />}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      w={{ base: "100%", xs: 320 }}
    />
  );
}
