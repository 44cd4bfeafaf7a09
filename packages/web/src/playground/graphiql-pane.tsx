import { GraphiQL, type GraphiQLProps } from "graphiql";
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import { useState } from "react";
import classes from "./graphiql-pane.module.css";

interface Props {
  /** Names the example; each has a GraphiQL of its own. */
  name: string;
  query: string;
  variables: string;
}

/** GraphiQL on our own API with the session of this browser; all of it comes from this application's own bundle. */
export function GraphiqlPane({ name, query, variables }: Props) {
  const [storage] = useState(() => storageOf(name));
  const [fresh] = useState(storage.length === 0);
  return (
    <div className={classes.pane}>
      <GraphiQL
        fetcher={fetcher}
        storage={storage}
        initialQuery={fresh ? query : undefined}
        initialVariables={fresh ? variables : undefined}
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

/** What was edited stays while one goes from example to example; a reload begins with fresh examples and their data. */
const edited = new Map<string, Map<string, string>>();

function storageOf(name: string): NonNullable<GraphiQLProps["storage"]> {
  const own = edited.get(name) ?? new Map<string, string>();
  edited.set(name, own);
  return {
    getItem: (key) => own.get(key) ?? null,
    setItem: (key, value) => void own.set(key, value),
    removeItem: (key) => void own.delete(key),
    clear: () => own.clear(),
    get length() {
      return own.size;
    },
  };
}
