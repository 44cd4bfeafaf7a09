import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerErrorCode, unwrapResolverError } from "@apollo/server/errors";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { GraphQLError, type GraphQLFormattedError, OperationTypeNode } from "graphql";
import type { DataSource } from "typeorm";
import { type Addresses, Context } from "../foundation/context.ts";
import { buildSchema } from "../schema.ts";
import { viewerOf } from "./gate.ts";
import { mostTokens, queryCostLimit } from "./query-cost.ts";

/** POST /graphql: one context, and so one moment and at most one read transaction, per operation. */
export async function graphqlRoute(
  app: FastifyInstance,
  source: DataSource,
  addresses: Addresses,
  clock: () => Date,
): Promise<void> {
  const apollo = await openApollo([fastifyApolloDrainPlugin(app)], app.log);
  app.post(
    "/graphql",
    fastifyApolloHandler(apollo, {
      context: async (request) => new Context(source, viewerOf(request), clock(), addresses),
    }),
  );
}

/** The API without HTTP: what stories ask, and what the route serves. */
export async function openApollo(
  plugins: ApolloServerPlugin<Context>[],
  log: Pick<FastifyBaseLogger, "error">,
): Promise<ApolloServer<Context>> {
  const schema = await buildSchema();
  const apollo = new ApolloServer<Context>({
    schema,
    plugins: [queryCostLimit(schema), noteErrorsOfQueries, closeContext, ...plugins],
    parseOptions: { maxTokens: mostTokens },
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => masked(formatted, error, log),
  });
  await apollo.start();
  return apollo;
}

const closeContext: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return { willSendResponse: ({ contextValue }) => contextValue.end() };
  },
};

// A mutation whose result's field fails has been committed; whose error is not in here may be one.
const errorsOfQueries = new WeakSet<object>();

const noteErrorsOfQueries: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ operation, errors }) {
        if (operation?.operation === OperationTypeNode.QUERY) for (const error of errors) errorsOfQueries.add(error);
      },
    };
  },
};

// What was thrown on purpose is a GraphQLError; anything else is a bug or an outage, and its text stays here.
function masked(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: Pick<FastifyBaseLogger, "error">,
): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const expected = formatted.extensions?.code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
  if (expected && cause instanceof GraphQLError) return withoutStack(formatted);
  if (cause === error && expected) return withoutStack(formatted);
  const id = crypto.randomUUID();
  log.error({ err: cause, path: formatted.path, id }, "a GraphQL operation failed");
  return {
    message: `Something failed on our side; ${isOfQuery(error) ? "nothing was changed. Try again" : "look whether it was done before you repeat it"}, and if it stays, tell your operator this id: ${id}`,
    path: formatted.path,
    extensions: { code: ApolloServerErrorCode.INTERNAL_SERVER_ERROR, id },
  };
}

const isOfQuery = (error: unknown) => typeof error === "object" && error !== null && errorsOfQueries.has(error);

function withoutStack(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
  return { ...formatted, extensions };
}
