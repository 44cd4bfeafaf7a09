import { GraphiQL, type GraphiQLProps } from "graphiql";
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import { useState } from "react";
import classes from "./graphiql-pane.module.css";

interface Props {
  /** Names what is kept in this browser: the operation as it was last edited. */
  name: string;
  query: string;
  variables: string;
}

/** GraphiQL on our own API with the session of this browser; all of it comes from this application's own bundle. */
export function GraphiqlPane({ name, query, variables }: Props) {
  const [storage] = useState(() => storageOf(name));
  return (
    <div className={classes.pane}>
      <GraphiQL
        fetcher={fetcher}
        storage={storage}
        defaultTabs={[{ query, variables }]}
        defaultEditorToolsVisibility="variables"
        isHeadersEditorEnabled={false}
        forcedTheme="light"
      >
        <GraphiQL.Logo>{null}</GraphiQL.Logo>
      </GraphiQL>
    </div>
  );
}

const fetcher: GraphiQLProps["fetcher"] = async ({ query, variables, operationName }) => {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ query, variables, operationName }),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `HTTP ${response.status}: ${text.slice(0, 200)}` }] };
  }
};

/** The browser's storage under a prefix: each example, and each viewer, has a GraphiQL of its own. */
function storageOf(name: string): NonNullable<GraphiQLProps["storage"]> {
  const prefix = `duplicert.playground.${name}.`;
  const own = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  return {
    getItem: (key) => localStorage.getItem(prefix + key),
    setItem: (key, value) => localStorage.setItem(prefix + key, value),
    removeItem: (key) => localStorage.removeItem(prefix + key),
    clear: () => {
      for (const key of own()) localStorage.removeItem(key);
    },
    get length() {
      return own().length;
    },
  };
}
