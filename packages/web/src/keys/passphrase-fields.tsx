import { PasswordInput, SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { minPassphrase, passphraseProblem } from "./passphrase-problem.ts";

/** A passphrase as it is typed, twice. */
interface TypedPassphrase {
  first: string;
  again: string;
}

interface PassphraseFieldsProps {
  value: TypedPassphrase;
  onChange: (typed: TypedPassphrase) => void;
  /** Whether it was tried to go on: only then is it said what is missing. */
  pressed: boolean;
  onEnter: () => void;
}

/** A new passphrase, typed twice. Never part of the form around it: Enter goes on here. */
export function PassphraseFields({ value, onChange, pressed, onEnter }: PassphraseFieldsProps) {
  const { t } = useTranslation();
  const problem = passphraseProblem(value.first, value.again);
  const shown = problem && (pressed || problem === "NOT_ASCII") ? problem : null;
  const words = shown && t(`keys.passphrase.${shown}`, { count: minPassphrase });
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    onEnter();
  };
  return (
    <SimpleGrid w="100%" cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="xs">
      <PasswordInput
        label={t("keys.passphrase.label")}
        value={value.first}
        onChange={(event) => onChange({ ...value, first: event.currentTarget.value })}
        onKeyDown={onKeyDown}
        error={shown === "DIFFERS" ? null : words}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": t("keys.passphrase.show") }}
      />
      <PasswordInput
        label={t("keys.passphrase.again")}
        value={value.again}
        onChange={(event) => onChange({ ...value, again: event.currentTarget.value })}
        onKeyDown={onKeyDown}
        error={shown === "DIFFERS" ? words : null}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": t("keys.passphrase.show") }}
      />
    </SimpleGrid>
  );
}
