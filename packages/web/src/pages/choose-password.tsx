import { Alert, Button, Paper, PasswordInput, Stack, Text, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconAlertCircle } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "../app/language-switch.tsx";
import type { ChoiceOutcome } from "../app/session.ts";
import classes from "./sign-in.module.css";

const shortest = 12;

/** `/choose-password#token`: where the one-time link of a new person leads; the token is never sent as part of an address. */
export function ChoosePassword() {
  const { t } = useTranslation();
  return (
    <main className={classes.page}>
      <title>{`${t("choosePassword.title")} · ${t("app.name")}`}</title>
      <Stack gap="lg" className={classes.column}>
        <Paper p="xl">
          <Title order={1} mb="md">
            {t("choosePassword.title")}
          </Title>
          <ChoosePasswordForm />
        </Paper>
        <LanguageSwitch />
      </Stack>
    </main>
  );
}

function ChoosePasswordForm() {
  const { t } = useTranslation();
  const [refusal, setRefusal] = useState<Exclude<ChoiceOutcome, "chosen"> | null>(null);
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { password: "", again: "" },
    validate: {
      password: (value) => (value.length >= shortest ? null : t("choosePassword.tooShort", { count: shortest })),
      again: (value, values) => (value === values.password ? null : t("choosePassword.differs")),
    },
  });

  const submit = async ({ password }: { password: string }) => {
    setRefusal(null);
    const { choosePassword } = await import("../app/session.ts");
    const outcome = await choosePassword(location.hash.slice(1), password);
    if (outcome !== "chosen") return setRefusal(outcome);
    location.assign("/sign-in");
  };

  return (
    <form noValidate onSubmit={form.onSubmit(submit)}>
      <Stack>
        {refusal && (
          <Alert role="alert" color="red" icon={<IconAlertCircle aria-hidden />}>
            {t(`choosePassword.${refusal}`)}
          </Alert>
        )}
        <Text c="dimmed">{t("choosePassword.lead")}</Text>
        <PasswordInput
          label={t("choosePassword.password")}
          autoComplete="new-password"
          autoFocus
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <PasswordInput
          label={t("choosePassword.again")}
          autoComplete="new-password"
          key={form.key("again")}
          {...form.getInputProps("again")}
        />
        <Button type="submit" loading={form.submitting}>
          {t("choosePassword.submit")}
        </Button>
      </Stack>
    </form>
  );
}
