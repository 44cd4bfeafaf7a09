import type { FragmentType } from "@apollo/client";
import { useSuspenseFragment } from "@apollo/client/react";
import { Button, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { graphql } from "../gql/index.ts";
import { LanguageSwitch, useStoreLocale } from "./language-switch.tsx";
import classes from "./layout.module.css";
import { signInPath } from "./sign-in-path.ts";

const fragment = graphql(`
  fragment Account_viewer on Viewer {
    id
    name
    email
    role
    account {
      id
      name
    }
  }
`);

/** The foot of the menu: who is signed in, the language, and the way out. */
export function Account({ viewer: from }: { viewer: FragmentType<typeof fragment> | null }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { data: viewer } = useSuspenseFragment({ fragment, from });
  const storeLocale = useStoreLocale();
  return (
    <Stack className={classes.account} gap="xs">
      {viewer && (
        <div>
          <Text size="sm" fw={600} truncate title={viewer.email}>
            {viewer.name}
          </Text>
          <Text size="xs" className={classes.muted} truncate>
            {t(`app.role.${viewer.role}`)} · {viewer.account.name}
          </Text>
        </div>
      )}
      <LanguageSwitch onChoice={(locale) => viewer && void storeLocale(locale)} dark />
      {viewer ? (
        <SignOut />
      ) : (
        <Button component={Link} to={signInPath(pathname)} size="xs">
          {t("app.signIn")}
        </Button>
      )}
    </Stack>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    const { signOut } = await import("./session.ts");
    // A whole load: nothing of this viewer may stay in memory for the next one.
    if (await signOut()) return location.assign("/sign-in");
    setLeaving(false);
    notifications.show({ color: "red", message: t("app.signOutFailed") });
  };
  return (
    <Button size="xs" variant="default" loading={leaving} onClick={leave}>
      {t("app.signOut")}
    </Button>
  );
}
