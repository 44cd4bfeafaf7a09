import { Alert, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { WayBack } from "../app/way-back.tsx";
import { OrganizationForm } from "../organizations/organization-form.tsx";
import { valuesOf } from "../organizations/organization-values.ts";
import { useSaveOrganization } from "../organizations/use-save-organization.ts";

/** `/organizations/new`: adds an organization; it is submitted for validation on its own page. */
export function NewOrganization() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [values, setValues] = useState(() => valuesOf({}));
  const { save, saving, refusals, problem } = useSaveOrganization(null);
  const form = useRef<HTMLFormElement>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (saving) return;
    const id = await save(values);
    if (id) return void navigate(`/organizations/${id}`, { replace: true });
    // The first field that has to be mended, once it is shown as such.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  return (
    <Stack gap="md" maw={760}>
      <title>{`${t("organization.add")} · ${t("app.name")}`}</title>
      <div>
        <Title order={1}>{t("organization.add")}</Title>
        <WayBack to="organizations" />
      </div>
      <Text>{t("organization.addLead")}</Text>
      <Paper component="form" ref={form} noValidate onSubmit={(event: FormEvent) => void send(event)}>
        <Stack gap="md">
          <OrganizationForm
            values={values}
            onChange={(part) => setValues((before) => ({ ...before, ...part }))}
            refusals={refusals}
          />
          {problem && (
            <Alert color="red" role="alert">
              {t(`organization.problem.${problem}`)}
            </Alert>
          )}
          <Group gap="sm">
            <Button type="submit" loading={saving}>
              {t("organization.add")}
            </Button>
            <Button component={Link} to="/organizations" variant="default">
              {t("request.dialog.back")}
            </Button>
          </Group>
        </Stack>
      </Paper>
    </Stack>
  );
}
