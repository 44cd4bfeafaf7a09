import type { ApolloServerPlugin } from "@apollo/server";
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** A document is read up to here; a page of ours has some hundred tokens. */
export const mostTokens = 1_500;
/** What one operation may cost at most. */
export const mostCost = 250_000;
// each of these reads the database, whatever is selected of it
const costOfRoot = 1_000;
// each of these opens and verifies up to 64 KiB of somebody's numbers
const costOfCsr = 10_000;
const costOfPage = 50;
// counting a list reads it; a content is planned, encoded and hashed
const dearFields: Record<string, number> = {
  totalCount: costOfPage,
  content: 500,
  waitsFor: 500,
  inspectCsr: costOfCsr,
  previewDuplicate: costOfCsr,
  requestDuplicate: costOfCsr,
  requestReissue: costOfCsr,
  placeOrder: costOfCsr,
  // up to 40 certificates, of which each may have signed any other
  importOrder: 2.5 * costOfCsr,
  // up to 16 KiB of what somebody published
  evidence: 50,
  reportCompromisedKey: costOfCsr,
};
// what is answered whole: how many there are at most, or mostly
const wholeLists: Record<string, number> = {
  ...{ challenges: 20, proofs: 20, findings: 4, caa: 25, verifications: 10, evidence: 10, contacts: 10 },
  ...{ domains: 25, waitingRequests: 25, recipients: 5 },
};
const usualPage = 25;
const largestPage = 100;

type Variables = Record<string, unknown>;

/** Refuses what few bytes could make dear: pages in pages, fragments in fragments, the same under many aliases. */
export function queryCostLimit(schema: GraphQLSchema): ApolloServerPlugin {
  const paged = pagedFields(schema);
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request }) {
          // a name of no operation is refused by what comes next
          if (!operation) return;
          const cost = queryCost(document, operation, paged, request.variables ?? {});
          if (cost <= mostCost) return;
          throw new GraphQLError(
            `This operation may come to ${cost} fields; at most ${mostCost} are answered at once. Ask for fewer items a page, or for less at a time.`,
            { extensions: { code: "QUERY_TOO_COSTLY", http: { status: 400 } } },
          );
        },
      };
    },
  };
}

/** How many fields an operation may come to: each counts for every item of the pages around it. */
export function queryCost(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  paged: ReadonlySet<string>,
  variables: Variables,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const judged = new Map<string, number>();
  const sizes = { ...defaultsOf(operation), ...variables };

  const costOf = (set: SelectionSetNode | undefined, own: number): number => {
    let sum = 0;
    for (const one of set?.selections ?? []) {
      if (one.kind === Kind.FIELD) sum += costOfField(one, own);
      else if (one.kind === Kind.INLINE_FRAGMENT) sum += costOf(one.selectionSet, own);
      else sum += costOfFragment(one.name.value, own);
    }
    return sum;
  };
  const costOfField = (field: FieldNode, own: number): number => {
    const inside = costOf(field.selectionSet, 1);
    if (paged.has(field.name.value)) return own + costOfPage + itemsOf(field, sizes) * inside;
    const named = (costs: Record<string, number>, none: number) =>
      Object.hasOwn(costs, field.name.value) ? costs[field.name.value]! : none;
    return own + named(wholeLists, 1) * inside + named(dearFields, 0);
  };
  // once each, so that judging a document costs no more than reading it
  const costOfFragment = (name: string, own: number): number => {
    const key = `${name} ${own}`;
    const cost = judged.get(key) ?? costOf(fragments.get(name)?.selectionSet, own);
    judged.set(key, cost);
    return cost;
  };
  return costOf(operation.selectionSet, costOfRoot);
}

/** The names of the fields that answer a page at a time. */
function pagedFields(schema: GraphQLSchema): ReadonlySet<string> {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()) : [],
  );
  return new Set(fields.filter((field) => field.args.some((arg) => arg.name === "first")).map((field) => field.name));
}

/** What an operation's variables are when they are not sent. */
function defaultsOf(operation: OperationDefinitionNode): Variables {
  const defaults: Variables = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue) defaults[variable.name.value] = defaultValue.kind === Kind.INT ? defaultValue.value : null;
  }
  return defaults;
}

function itemsOf(field: FieldNode, sizes: Variables): number {
  const value = field.arguments?.find((argument) => argument.name.value === "first")?.value;
  const named = value?.kind === Kind.VARIABLE ? value.name.value : null;
  if (named !== null && !Object.hasOwn(sizes, named)) return largestPage;
  const first = named !== null ? sizes[named] : value?.kind === Kind.INT && value.value;
  // what is no page size at all is refused by the field itself
  return Math.min(Math.max(Number(first || usualPage), 1), largestPage) || usualPage;
}
