import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconAlertCircle } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { LanguageSwitch, useStoreLocale } from "../app/language-switch.tsx";
import type { SignInOutcome } from "../app/session.ts";
import { returnPath } from "../app/sign-in-path.ts";
import type { LanguageKey } from "../words/words.ts";
import classes from "./sign-in.module.css";

type Refusal = Exclude<SignInOutcome, { kind: "signedIn" }>;

/** `/sign-in`: e-mail address and password, and back to where one was. */
export function SignIn() {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<LanguageKey | null>(null);
  return (
    <main className={classes.page}>
      <title>{`${t("signIn.title")} · ${t("app.name")}`}</title>
      <Stack gap="lg" className={classes.column}>
        <div>
          <div className={classes.wordmark}>
            <img src="/favicon.svg" alt="" width={34} height={34} />
            {t("app.name")}
          </div>
          <Text c="dimmed">{t("signIn.lead")}</Text>
        </div>
        <Paper p="xl">
          <Title order={1} mb="md">
            {t("signIn.title")}
          </Title>
          <SignInForm chosen={chosen} />
        </Paper>
        <LanguageSwitch onChoice={setChosen} />
      </Stack>
    </main>
  );
}

/** `chosen`: the language picked on this page, which the account then keeps. */
function SignInForm({ chosen }: { chosen: LanguageKey | null }) {
  const { t } = useTranslation();
  const storeLocale = useStoreLocale();
  const [search] = useSearchParams();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : t("signIn.emailMissing")),
      password: (value) => (value === "" ? t("signIn.passwordMissing") : null),
    },
  });

  const submit = async ({ email, password }: { email: string; password: string }) => {
    setRefusal(null);
    const { signIn } = await import("../app/session.ts");
    const outcome = await signIn(email.trim(), password);
    if (outcome.kind !== "signedIn") return setRefusal(outcome);
    if (chosen) await storeLocale(chosen);
    // A whole load: the cache may still hold the answers given to nobody.
    location.assign(returnPath(search.get("next"), location.origin));
  };

  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack>
        {refusal && <Refused refusal={refusal} />}
        <TextInput
          label={t("signIn.email")}
          type="email"
          autoComplete="username"
          autoFocus
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={t("signIn.password")}
          autoComplete="current-password"
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={form.submitting}>
          {t("signIn.submit")}
        </Button>
      </Stack>
    </form>
  );
}

function Refused({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation();
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => alert.current?.focus(), []);
  const words = () => {
    switch (refusal.kind) {
      case "tooMany":
        return refusal.seconds === null ? t("signIn.tooManyForNow") : t("signIn.tooMany", { count: refusal.seconds });
      case "failed":
        return t("signIn.failed", { status: refusal.status });
      default:
        return t(`signIn.${refusal.kind}`);
    }
  };
  return (
    <Alert
      ref={alert}
      tabIndex={-1}
      role="alert"
      color="red"
      icon={<IconAlertCircle aria-hidden />}
      title={t("signIn.failedTitle")}
    >
      {words()}
    </Alert>
  );
}
