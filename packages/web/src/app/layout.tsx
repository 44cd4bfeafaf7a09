import { useSuspenseQuery } from "@apollo/client/react";
import { AppShell, Box, Burger, Group, VisuallyHidden } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, ScrollRestoration, useLocation } from "react-router";
import { graphql } from "../gql/index.ts";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { Language, speak } from "../words/words.ts";
import { Account } from "./account.tsx";
import classes from "./layout.module.css";
import { Menu } from "./menu.tsx";
import { Wordmark } from "./wordmark.tsx";

const query = graphql(`
  query Layout {
    viewer {
      id
      locale
      role
      ...Account_viewer
    }
  }
`);

/** The left menu and the place for a page. `open`: may be seen without being signed in. */
export function Layout({ open = false }: { open?: boolean }) {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu of a small screen
  useEffect(close, [pathname]);

  return (
    <AppShell
      header={{ height: { base: 52, sm: 0 } }}
      navbar={{ width: 224, breakpoint: "sm", collapsed: { mobile: !opened } }}
      padding={{ base: "md", sm: "lg" }}
    >
      <a className={classes.skip} href="#content">
        {t("app.skip")}
      </a>
      <AppShell.Header hiddenFrom="sm" className={classes.header}>
        <Group h="100%" px="md" justify="space-between">
          <Wordmark />
          <Burger
            opened={opened}
            onClick={toggle}
            size="sm"
            color="white"
            aria-expanded={opened}
            aria-label={t(opened ? "app.closeMenu" : "app.openMenu")}
          />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label={t("app.menu")}>
        <Box visibleFrom="sm" px="md" py="lg">
          <Wordmark />
        </Box>
        <Suspense fallback={null}>
          <Viewer open={open} />
        </Suspense>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        <div className={classes.page}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </div>
        <VisuallyHidden aria-live="polite" id="announcements" />
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}

function Viewer({ open }: { open: boolean }) {
  const { data } = useSuspenseQuery(query, {
    errorPolicy: open ? "ignore" : "none",
    context: { signedOutIsFine: open },
  });
  const viewer = data?.viewer ?? null;
  const locale = viewer?.locale;
  useEffect(() => {
    if (locale) void speak(Language[locale]);
  }, [locale]);
  return (
    <>
      <Menu role={viewer?.role ?? null} />
      <Account viewer={viewer} />
    </>
  );
}
