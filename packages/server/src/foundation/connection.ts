import { GraphQLError } from "graphql";
import { type ClassType, Field, Int, ObjectType } from "type-graphql";
import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { isUuid } from "./uuid.ts";

/** Lists are counted up to here; more reads as this number. */
const countedUpTo = 10_000;

@ObjectType({ description: "Where a page stands in its list, after the Relay cursor connections specification." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is more after this page." }) hasNextPage: boolean;
  @Field(() => Boolean, { description: "Whether this page is not the first." }) hasPreviousPage: boolean;
  @Field(() => String, { nullable: true, description: "Cursor of the first item; null on an empty page." })
  startCursor: string | null;
  @Field(() => String, {
    nullable: true,
    description: "Cursor of the last item: give it as `after` for the next page.",
  })
  endCursor: string | null;
}

/** One page of a list, as its connection types want it. */
export interface Page<T> {
  edges: { cursor: string; node: T }[];
  nodes: T[];
  pageInfo: PageInfo;
  count: () => Promise<number>;
}

/** The edge and connection types of a node type. */
export function connectionOf<T extends object>(
  Node: ClassType<T> | (abstract new (...args: never[]) => T),
  name: string,
) {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list, with its cursor.` })
  class Edge {
    @Field(() => String, { description: "Opaque; give it as `after` to continue from here." }) cursor: string;
    @Field(() => Node as ClassType<T>, { description: "The item itself." }) node: T;
  }
  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Connection {
    count: () => Promise<number>;
    @Field(() => [Edge], { description: "The items with their cursors." }) edges: Edge[];
    @Field(() => [Node as ClassType<T>], { description: "The items alone." }) nodes: T[];
    @Field(() => PageInfo, { description: "Whether there is more, and from where." }) pageInfo: PageInfo;
    @Field(() => Int, { description: "How many items the whole list has, counted up to 10,000." })
    totalCount(): Promise<number> {
      return this.count();
    }
    static of(page: Page<T>): Connection {
      return Object.assign(new Connection(), page);
    }
  }
  return Connection;
}

type Cast = "bigint" | "timestamptz" | "uuid" | "text";

/** One column of a sort key, and what PostgreSQL compares it as. */
export interface KeysetColumn<T> {
  path: string;
  cast: Cast;
  valueOf: (row: T) => string | number;
}

/** How a list is sorted: columns (`alias.property`) in one direction, the last one unique. */
export interface Keyset<T> {
  columns: KeysetColumn<T>[];
  direction: "ASC" | "DESC";
}

/** Reads one page after a cursor by comparing sort keys, so that no page is slower than the first. */
export async function readPage<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  keyset: Keyset<T>,
  args: { first?: number | null; after?: string | null },
): Promise<Page<T>> {
  const first = args.first ?? 25;
  if (first < 1 || first > 100) throw badInput(`first is ${first}: ask for 1 to 100 items a page.`);
  const whole = query.clone();
  if (args.after) {
    const values = decodeCursor(args.after, keyset);
    const names = keyset.columns.map((column, at) => `cast(:cursor${at} as ${column.cast})`);
    query.andWhere(
      `(${keyset.columns.map((c) => c.path).join(", ")}) ${keyset.direction === "ASC" ? ">" : "<"} (${names.join(", ")})`,
      Object.fromEntries(values.map((value, at) => [`cursor${at}`, value])),
    );
  }
  for (const column of keyset.columns) query.addOrderBy(column.path, keyset.direction);
  const rows = await query.take(first + 1).getMany();
  const edges = rows.slice(0, first).map((node) => ({ cursor: encodeCursor(node, keyset), node }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: Boolean(args.after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count: () => countOf(whole),
  };
}

// getCount forgets every limit, and so reads the whole list however long it is
async function countOf<T extends ObjectLiteral>(whole: SelectQueryBuilder<T>): Promise<number> {
  const ids = whole.clone().select(`${whole.alias}.id`).limit(countedUpTo);
  const counted = await whole
    .createQueryBuilder()
    .select("count(*)", "count")
    .from(`(${ids.getQuery()})`, "t")
    .setParameters(ids.getParameters())
    .getRawOne<{ count: string }>();
  return Number(counted?.count);
}

/** A GraphQL error for arguments that no type can refuse. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}

function encodeCursor<T>(row: T, keyset: Keyset<T>): string {
  return Buffer.from(JSON.stringify(keyset.columns.map((column) => column.valueOf(row)))).toString("base64url");
}

function decodeCursor<T>(cursor: string, { columns }: Keyset<T>): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (
      Array.isArray(values) &&
      values.length === columns.length &&
      values.every((value, at) => fits(value, columns[at]!.cast))
    )
      return values;
  } catch {
    // falls through to the refusal
  }
  throw unknownCursor();
}

// A value that PostgreSQL refuses would end the transaction that the whole operation reads in.
function fits(value: unknown, cast: Cast): boolean {
  if (cast === "bigint") return Number.isSafeInteger(value);
  if (typeof value !== "string" || value.includes("\0")) return false;
  if (cast === "uuid") return isUuid(value);
  return cast === "text" || (/^[1-9]\d{3}-/.test(value) && new Date(value).toISOString() === value);
}

function unknownCursor(): GraphQLError {
  return badInput("That cursor is not one of this list: start again without `after`.");
}
