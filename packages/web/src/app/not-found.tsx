import { Anchor, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

/** Says that a thing is not there, or not the viewer's, and leads back to where one begins. */
export function NotFound({ title, hint }: { title?: string; hint?: string }) {
  const { t } = useTranslation();
  const heading = title ?? t("app.notFound");
  return (
    <Stack gap="xs" align="flex-start">
      <title>{`${heading} · ${t("app.name")}`}</title>
      <Title order={1}>{heading}</Title>
      <Text c="dimmed">{hint ?? t("app.notFoundHint")}</Text>
      <Anchor component={Link} to="/">
        {t("app.toStart")}
      </Anchor>
    </Stack>
  );
}
