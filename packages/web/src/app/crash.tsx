import { ServerError, ServerParseError } from "@apollo/client";
import { Alert, Button, Container } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { isSignedOut } from "./apollo.ts";

/** What stands in the place of a page that failed; the menu around it stays. */
export function Crash() {
  const { t } = useTranslation();
  const error = useRouteError();
  if (isSignedOut(error)) return null; // the way to the sign-in page has been taken already
  return (
    <Container size="sm" p={0} mx={0}>
      <Alert role="alert" color="red" icon={<IconAlertTriangle aria-hidden />} title={t("app.crash")}>
        <p style={{ marginTop: 0 }}>{t(`app.${kindOf(error)}`)}</p>
        {/* A whole load, because the cache keeps a failed answer for a while and a new version brings new files. */}
        <Button size="xs" variant="default" onClick={() => location.reload()}>
          {t("app.retry")}
        </Button>
      </Alert>
    </Container>
  );
}

function kindOf(error: unknown): "crashNetwork" | "crashServer" | "crashApp" | "crashOutdated" {
  if (error instanceof TypeError && /dynamically imported module|importing a module/i.test(error.message)) {
    return "crashOutdated";
  }
  if (error instanceof TypeError && /fetch|network|load failed/i.test(error.message)) return "crashNetwork";
  if (ServerError.is(error) || ServerParseError.is(error)) return "crashServer";
  return error instanceof Error && error.name === "CombinedGraphQLErrors" ? "crashServer" : "crashApp";
}
