import { useSuspenseQuery } from "@apollo/client/react";
import { Navigate } from "react-router";
import { graphql } from "../gql/index.ts";

const query = graphql(`
  query Home {
    viewer {
      id
      role
    }
  }
`);

/** `/`: where one begins: at the orders, or, as a specialist of the CA, at the queue. */
export function Home() {
  const { data } = useSuspenseQuery(query);
  return <Navigate to={data.viewer.role === "VALIDATION_SPECIALIST" ? "/verifications" : "/orders"} replace />;
}
