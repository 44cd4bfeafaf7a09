import { useSuspenseQuery } from "@apollo/client/react";
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";
import { graphql } from "../gql/index.ts";
import { NotFound } from "./not-found.tsx";

const query = graphql(`
  query PagesOf {
    viewer {
      id
      role
    }
  }
`);

/** Pages of one side alone, the customers' or the CA's; to the other it is said plainly that they are not theirs. */
export function PagesOf({ side }: { side: "CUSTOMER" | "AUTHORITY" }) {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(query);
  const own = data.viewer.role === "VALIDATION_SPECIALIST" ? "AUTHORITY" : "CUSTOMER";
  if (own === side) return <Outlet />;
  return <NotFound title={t(`app.theirs.${side}`)} hint={t(`app.theirs.${side}Hint`)} />;
}
