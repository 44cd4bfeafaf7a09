import { ApolloProvider } from "@apollo/client/react";
import { MantineProvider } from "@mantine/core";
import "@mantine/core/styles.css";
import { Notifications } from "@mantine/notifications";
import "@mantine/notifications/styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createBrowserRouter, createPath } from "react-router";
import { RouterProvider } from "react-router/dom";
import { createClient } from "./app/apollo.ts";
import { routes } from "./app/routes.tsx";
import { signInPath } from "./app/sign-in-path.ts";
import { cssVariables, theme } from "./app/theme.ts";
import { firstLocale, speak } from "./words/words.ts";

const router = createBrowserRouter(routes);
const client = createClient({
  onSignedOut: () => {
    if (router.state.location.pathname === "/sign-in") return;
    void router.navigate(signInPath(createPath(router.state.location)), { replace: true });
  },
});

void speak(firstLocale()).then(() => {
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  createRoot(root).render(
    <StrictMode>
      <ApolloProvider client={client}>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light">
          <Notifications position="top-right" />
          {/* Without transitions a page shows its own skeleton at once, instead of the old page standing still. */}
          <RouterProvider router={router} useTransitions={false} />
        </MantineProvider>
      </ApolloProvider>
    </StrictMode>,
  );
});
